import { type FieldDefault, SYSTEM_FACTS, type SystemFact } from '@trellis/metadata';
import { Select } from 'antd';
import { useT } from './outer-messages.ts';

/** Facts that only a page on the screen has. */
const OF_SCREEN: ReadonlySet<SystemFact> = new Set(['view', 'view_key', 'device', 'browser']);

/** Which fact of the system a field starts with. */
export function SystemSource({
  value,
  onChange,
}: {
  readonly value: Extract<FieldDefault, { kind: 'system' }>;
  readonly onChange: (value: Extract<FieldDefault, { kind: 'system' }>) => void;
}) {
  const t = useT();
  return (
    <>
      <Select<SystemFact>
        style={{ width: '100%' }}
        aria-label={t('fact')}
        value={value.what}
        options={SYSTEM_FACTS.map((what) => ({ value: what, label: t(`fact_${what}`) }))}
        onChange={(what) => onChange({ kind: 'system', what })}
      />
      {OF_SCREEN.has(value.what) ? <p className="f-help">{t('screenHint')}</p> : null}
    </>
  );
}
