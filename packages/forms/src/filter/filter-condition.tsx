import type { Expr, Json } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import type { CompiledForm } from '../form/compile.ts';
import type { Refs } from '../widgets/facet.tsx';
import { fieldLabel } from './fields.ts';
import { FilterValue } from './filter-value.tsx';
import { useT } from './messages.tsx';
import { operatorsOf } from './operators.ts';
import { ownFields, ownLabel } from './own.ts';
import { withField, withOperator } from './tree.ts';
import type { FilterCondition, FilterField, FilterNode } from './types.ts';
import { useFilterChips } from './use-chips.tsx';

/** What all parts of one editor know. */
export interface Shared {
  readonly form: CompiledForm;
  readonly fields: readonly FilterField[];
  readonly refs: Refs | undefined;
  /** The record at hand, whose fields may be compared with. */
  readonly record: CompiledForm | undefined;
  /** The record around it, where that is a row. */
  readonly around: CompiledForm | undefined;
  readonly without: string | undefined;
}

/** A part that can't be shown as conditions: in words. */
export function Raw({ expr, form, onRemove }: { expr: Expr; form: CompiledForm; onRemove: () => void }) {
  const t = useT();
  const words = useFilterChips(expr, form)
    .map(({ text }) => text)
    .join(' ');
  return (
    <div className="f-filter-value">
      <span className="t-muted">
        {t('advanced')}
        {words && words !== t('advanced') ? ` · ${words}` : ''}
      </span>
      <Button
        className="f-fixed"
        type="text"
        icon={<Icon name="close" />}
        aria-label={t('remove')}
        onClick={onRemove}
      />
    </div>
  );
}

/** Field, comparison and value in one row. */
export function Condition({
  condition,
  onChange,
  shared: { form, fields, refs, record, around },
}: {
  condition: FilterCondition;
  onChange: (node: FilterNode | undefined) => void;
  shared: Shared;
}) {
  const t = useT();
  const { locale } = useLocale();
  const field = fields.find(({ key }) => key === condition.field);
  const operators = field ? operatorsOf(field) : [];
  const operator = operators.find(({ op }) => op === condition.op);
  return (
    <div className="f-filter-row">
      <Select
        aria-label={t('field')}
        value={condition.field}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={fields.map(({ key, label }) => ({
          value: key,
          label: label ? localText(label, locale) : fieldLabel(form, key, locale),
        }))}
        onChange={(key) => {
          const next = fields.find((one) => one.key === key);
          if (next) onChange(withField(condition, field, next));
        }}
      />
      <Select
        aria-label={t('operator')}
        value={condition.op}
        popupMatchSelectWidth={false}
        listHeight={420}
        options={operators.map(({ op, label }) => ({ value: op, label: localText(label, locale) }))}
        onChange={(op) => {
          if (field) onChange(withOperator(condition, field, op));
        }}
      />
      <div className="f-filter-value">
        {record && field && operator?.value === 'own' ? (
          <OwnValue
            record={record}
            around={around}
            field={field}
            op={operator.op}
            value={condition.value}
            onChange={(value) => onChange({ ...condition, value })}
          />
        ) : field && operator ? (
          <FilterValue
            field={field}
            input={operator.value}
            value={condition.value}
            refs={refs}
            onChange={(value) => onChange({ ...condition, value })}
          />
        ) : null}
      </div>
      <Button
        type="text"
        icon={<Icon name="close" />}
        aria-label={t('remove')}
        onClick={() => onChange(undefined)}
      />
    </div>
  );
}

/** A field of the record at hand. */
function OwnValue(props: {
  readonly record: CompiledForm;
  readonly around: CompiledForm | undefined;
  readonly field: FilterField;
  readonly op: string;
  readonly value: Json | undefined;
  readonly onChange: (value: Json) => void;
}) {
  const { record, around, field, op, value } = props;
  const t = useT();
  const { locale } = useLocale();
  const offered = ownFields(record, field, op, around);
  return (
    <Select
      aria-label={t('value')}
      value={typeof value === 'string' ? value : null}
      placeholder={t('ownField')}
      notFoundContent={<span className="f-help">{t('noOwnField')}</span>}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={offered.map(({ key }) => ({ value: key, label: ownLabel(record, around, key, locale) }))}
      onChange={(key) => props.onChange(key)}
    />
  );
}
