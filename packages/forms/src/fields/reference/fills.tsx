import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { ColumnPair, Fill } from '../../contract.ts';
import { fieldLabel } from '../../filter/fields.ts';
import type { CompiledField, CompiledForm } from '../../form/compile.ts';
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
    if (pair) onChange([...value, withColumns(target, form, { ...pair, when: 'empty' })]);
  };
  return (
    <div className="f-setting">
      <div className="f-setting-title">{t('fills')}</div>
      <div className="f-help">{t('fillsHint')}</div>
      {value.map(({ from, to, when, columns }, index) => (
        <div key={`${index} ${to}`} className="f-fill">
          <FieldSelect
            form={target}
            label={t('fillFrom')}
            value={from}
            fits={(field) => sameShape(field, form.fields.get(to))}
            onChange={(next) => change(index, withColumns(target, form, { from: next, to, when }))}
          />
          <Icon name="arrow-right" />
          <FieldSelect
            form={form}
            label={t('fillTo')}
            value={to}
            fits={(field) =>
              !field.type.generated &&
              (field.key === to || free(field.key)) &&
              [...target.fields.values()].some((one) => sameShape(one, field))
            }
            onChange={(next) => change(index, withColumns(target, form, { from, to: next, when }))}
          />
          <Select<Fill['when']>
            className="f-fill-when"
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
          <Columns
            from={target.fields.get(from)?.owned}
            to={form.fields.get(to)?.owned}
            value={columns ?? []}
            onChange={(next) => change(index, { columns: next })}
          />
        </div>
      ))}
      <Button type="link" size="small" icon={<Icon name="plus" />} onClick={add}>
        {t('addFill')}
      </Button>
    </div>
  );
}

/** Which column of the rows that are copied becomes which; a column without one stays empty. */
function Columns(props: {
  readonly from: CompiledForm | undefined;
  readonly to: CompiledForm | undefined;
  readonly value: readonly ColumnPair[];
  readonly onChange: (pairs: readonly ColumnPair[]) => void;
}) {
  const { from, to, value, onChange } = props;
  const t = useT();
  const { locale } = useLocale();
  if (!from || !to) return null;
  const set = (column: string, source: string | undefined) => {
    const others = value.filter((pair) => pair.to !== column);
    onChange(source === undefined ? others : [...others, { from: source, to: column }]);
  };
  return (
    <div className="f-fill-columns">
      {[...to.fields.values()]
        .filter(({ type }) => !type.generated)
        .map(({ key, meta }) => {
          const label = localText(meta.label, locale);
          return (
            <div key={key} className="f-fill-column">
              <Select<string | null>
                size="small"
                allowClear
                aria-label={`${t('fillFrom')} → ${label}`}
                placeholder={t('fillNothing')}
                value={value.find((pair) => pair.to === key)?.from ?? null}
                options={[...from.fields.keys()].map((one) => ({
                  value: one,
                  label: fieldLabel(from, one, locale),
                }))}
                onChange={(source) => set(key, source ?? undefined)}
              />
              <Icon name="arrow-right" />
              <span className="t-ellipsis">{label}</span>
            </div>
          );
        })}
    </div>
  );
}

/** Rows become rows, values become values. */
const sameShape = (from: CompiledField, to: CompiledField | undefined): boolean =>
  (from.owned === undefined) === (to?.owned === undefined);

/** A fill between sub-forms begins with the columns that look alike. */
function withColumns(target: CompiledForm, form: CompiledForm, fill: Fill): Fill {
  const { columns: _, ...rest } = fill;
  const to = form.fields.get(fill.to);
  const given = target.fields.get(fill.from);
  const from = given && sameShape(given, to) ? given : firstLike(target, to);
  if (!from) return rest;
  const named = { ...rest, from: from.key };
  if (!from.owned || !to?.owned) return named;
  const theirs = [...from.owned.fields.values()];
  const columns = [...to.owned.fields.values()].flatMap((column): ColumnPair[] => {
    const like = column.type.generated ? undefined : theirs.find((one) => isNamed(one, column));
    return like ? [{ from: like.key, to: column.key }] : [];
  });
  return { ...named, columns };
}

const isNamed = (a: CompiledField, b: CompiledField): boolean =>
  a.key === b.key || a.meta.label.zh === b.meta.label.zh;

const firstLike = (target: CompiledForm, to: CompiledField | undefined): CompiledField | undefined =>
  [...target.fields.values()].find((one) => sameShape(one, to));

/** Fields that look alike: the same name first, then the same kind, then any two. */
function firstPair(
  target: CompiledForm,
  form: CompiledForm,
  free: (key: string) => boolean,
): Pick<Fill, 'from' | 'to'> | undefined {
  const own = [...form.fields.values()].filter(({ key, type }) => free(key) && !type.generated);
  const theirs = [...target.fields.values()];
  const tests: readonly ((a: CompiledField, b: CompiledField) => boolean)[] = [
    isNamed,
    (a, b) => a.kind === b.kind && a.target === b.target,
    () => true,
  ];
  for (const test of tests) {
    for (const to of own) {
      const from = theirs.find((one) => sameShape(one, to) && test(to, one));
      if (from) return { from: from.key, to: to.key };
    }
  }
  return undefined;
}
