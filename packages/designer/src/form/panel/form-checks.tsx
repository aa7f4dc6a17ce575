import { ConditionSetting } from '@trellis/forms/react';
import type { FormCheck } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useId } from 'react';
import { changeForm } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { CheckHold } from './check-hold.tsx';
import { CheckLevel } from './check-level.tsx';
import { useT } from './rule-messages.ts';
import { TextPair } from './text-pair.tsx';

/** A condition that refuses nothing: what a new check has until somebody says when. */
const NEVER = false;

/** Records that are refused, and what their makers are told. */
export function FormChecks() {
  const t = useT();
  const { document, run } = useDesign();
  const checks = document.trellis.checks ?? [];
  const set = (next: readonly FormCheck[]) =>
    run(changeForm(document, { checks: next.length > 0 ? next : undefined }));
  const add = () => {
    let n = checks.length + 1;
    while (checks.some(({ key }) => key === `check_${n}`)) n++;
    const message = { zh: useT.in('zh')('newMessage'), en: useT.in('en')('newMessage') };
    set([...checks, { key: `check_${n}`, when: NEVER, message }]);
  };
  return (
    <section className="d-type-settings" aria-label={t('checks')}>
      <h3>{t('checks')}</h3>
      <p className="f-help">{t('checksHint')}</p>
      {checks.map((check, index) => (
        <Check
          key={check.key}
          check={check}
          count={index + 1}
          onChange={(next) => set(checks.map((one) => (one.key === check.key ? next : one)))}
          onRemove={() => set(checks.filter((one) => one.key !== check.key))}
        />
      ))}
      <Button type="dashed" block icon={<Icon name="plus" />} onClick={add}>
        {t('addCheck')}
      </Button>
    </section>
  );
}

function Check(props: {
  readonly check: FormCheck;
  readonly count: number;
  readonly onChange: (check: FormCheck) => void;
  readonly onRemove: () => void;
}) {
  const { check, count, onChange } = props;
  const t = useT();
  const id = useId();
  const { text } = useLocale();
  const { form } = useDesign();
  const { field, ...rest } = check;
  return (
    <fieldset className="d-check">
      <legend>{t('checkOf', { count })}</legend>
      <ConditionSetting
        label={t('refusedWhen')}
        without={t('noCondition')}
        value={check.when === NEVER ? undefined : check.when}
        onChange={(expr) => onChange({ ...check, when: expr ?? NEVER })}
      />
      {check.when === NEVER ? <p className="f-help">{t('needsCondition')}</p> : null}
      <TextPair
        zh={t('message')}
        en={t('messageEn')}
        value={check.message}
        onChange={(message) => message && onChange({ ...check, message })}
      />
      <div className="f-setting">
        <label htmlFor={`${id}-at`}>{t('at')}</label>
        <Select
          id={`${id}-at`}
          style={{ width: '100%' }}
          value={field ?? ''}
          options={[
            { value: '', label: t('atForm') },
            ...[...form.fields.values()].map(({ key, meta }) => ({ value: key, label: text(meta.label) })),
          ]}
          onChange={(next) => onChange(next ? { ...check, field: next } : rest)}
        />
      </div>
      <CheckLevel check={check} onChange={onChange} />
      <CheckHold check={check} onChange={onChange} />
      <Button
        size="small"
        type="text"
        danger
        icon={<Icon name="delete" />}
        aria-label={t('removeCheck', { count })}
        onClick={props.onRemove}
      />
    </fieldset>
  );
}
