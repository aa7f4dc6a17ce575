import { Icon } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { Fill } from '../../contract.ts';
import type { CompiledForm } from '../../form/compile.ts';
import { FieldSelect } from '../../widgets/form-settings.tsx';
import { useT } from '../../widgets/relation-messages.tsx';

/** What the choice of a record fills in: from its fields to those of this form. */
export function FillsSetting(props: {
  readonly target: CompiledForm;
  readonly form: CompiledForm;
  readonly value: readonly Fill[];
  readonly onChange: (fills: readonly Fill[]) => void;
}) {
  const { target, form, value, onChange } = props;
  const t = useT();
  const change = (index: number, patch: Partial<Fill>) =>
    onChange(value.map((fill, i) => (i === index ? { ...fill, ...patch } : fill)));
  const taken = new Set(value.map(({ to }) => to));
  const free = (key: string) => !taken.has(key);
  const add = () => {
    const pair = firstPair(target, form, free);
    if (pair) onChange([...value, { ...pair, when: 'empty' }]);
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('fills')}</div>
      <div className="f-help">{t('fillsHint')}</div>
      {value.map(({ from, to, when }, index) => (
        <div key={`${index} ${to}`} className="f-fill">
          <FieldSelect
            form={target}
            label={t('fillFrom')}
            value={from}
            onChange={(next) => change(index, { from: next })}
          />
          <Icon name="arrow-right" />
          <FieldSelect
            form={form}
            label={t('fillTo')}
            value={to}
            fits={({ key, type }) => !type.generated && (key === to || free(key))}
            onChange={(next) => change(index, { to: next })}
          />
          <Select<Fill['when']>
            aria-label={t('fills')}
            value={when}
            options={[
              { value: 'empty', label: t('onlyEmpty') },
              { value: 'always', label: t('always') },
            ]}
            onChange={(next) => change(index, { when: next })}
          />
          <Button
            type="text"
            icon={<Icon name="close" />}
            aria-label={t('removeFill')}
            onClick={() => onChange(value.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <Button type="link" size="small" icon={<Icon name="plus" />} onClick={add}>
        {t('addFill')}
      </Button>
    </div>
  );
}

/** Fields that look alike: the same name first, then the same kind, then any two. */
function firstPair(
  target: CompiledForm,
  form: CompiledForm,
  free: (key: string) => boolean,
): Pick<Fill, 'from' | 'to'> | undefined {
  const own = [...form.fields.values()].filter(({ key, type }) => free(key) && !type.generated);
  const theirs = [...target.fields.values()];
  const tests = [
    (a: (typeof own)[number], b: (typeof own)[number]) =>
      a.key === b.key || a.meta.label.zh === b.meta.label.zh,
    (a: (typeof own)[number], b: (typeof own)[number]) => a.kind === b.kind && a.target === b.target,
    () => true,
  ];
  for (const test of tests) {
    for (const to of own) {
      const from = theirs.find((one) => test(to, one));
      if (from) return { from: from.key, to: to.key };
    }
  }
  return undefined;
}
