import type { Expr, Json } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import { Button, Segmented, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { Refs } from '../widgets/facet.tsx';
import '../widgets/forms.css';
import { type RecordOnScreen, RecordProvider } from '../widgets/record-on-screen.tsx';
import { changingFields } from './changes.ts';
import { exprToFilter, filterToExpr } from './expr.ts';
import { fieldLabel, filterFields } from './fields.ts';
import { FilterValue } from './filter-value.tsx';
import { useT } from './messages.tsx';
import { operatorsOf } from './operators.ts';
import { linkedFields, ownFields, ownLabel } from './own.ts';
import { newCondition, withField, withItem, withOperator } from './tree.ts';
import type { FilterCondition, FilterField, FilterGroup, FilterNode } from './types.ts';
import { useFilterChips } from './use-chips.tsx';

/** Groups inside groups are offered down to this level. */
const MAX_LEVEL = 3;

interface Shared {
  readonly form: CompiledForm;
  readonly fields: readonly FilterField[];
  readonly refs: Refs | undefined;
  /** The record at hand, whose fields may be compared with. */
  readonly record: CompiledForm | undefined;
  /** The record around it, where that is a row. */
  readonly around: CompiledForm | undefined;
  readonly without: string | undefined;
}

/**
 * Edits an expression as conditions. Conditions that lack a value stay on the screen but are not part of the
 * expression; parts that can't be shown as conditions are kept and can only be removed.
 * @param record form of a record at hand; the condition may then name its fields as `$record.field`
 * @param around form of the record that it belongs to, where it is a row: `$record._parent_id.field`
 * @param changes the condition may look at the record before the change
 * @param without what holds while there are no conditions; by default that all records are shown
 * @param start what is on the screen at first, where that is more than the expression says: conditions without a value
 * @param onScreen hears of all that is on the screen
 */
export function FilterEditor({
  form,
  value,
  onChange,
  refs,
  record,
  around: owner,
  changes = false,
  without,
  start,
  onScreen,
}: {
  form: CompiledForm;
  value: Expr | undefined;
  onChange: (expr: Expr | undefined) => void;
  refs?: Refs | undefined;
  record?: CompiledForm | undefined;
  around?: CompiledForm | undefined;
  changes?: boolean;
  without?: string | undefined;
  start?: FilterGroup | undefined;
  onScreen?: ((filter: FilterGroup) => void) | undefined;
}) {
  const fields = useMemo(
    () => (record ? linkedFields(form) : changes ? changingFields(form) : filterFields(form)),
    [form, record, changes],
  );
  const [filter, setFilter] = useState<FilterGroup>(() => start ?? exprToFilter(value, fields));
  // What comes back from the host is what was sent, unless something else changed it.
  const sent = useRef(JSON.stringify(value));
  const given = JSON.stringify(value);
  if (given !== sent.current) {
    sent.current = given;
    setFilter(exprToFilter(value, fields));
  }
  const change = (next: FilterGroup) => {
    setFilter(next);
    onScreen?.(next);
    const expr = filterToExpr(next, fields);
    const text = JSON.stringify(expr);
    if (text === sent.current) return;
    sent.current = text;
    onChange(expr);
  };
  // Inputs that ask the server for what may be compared with must know of which form.
  const around = useMemo((): RecordOnScreen => ({ form, values: {}, mode: 'edit', refs }), [form, refs]);
  return (
    <RecordProvider value={around}>
      <Group
        group={filter}
        level={1}
        onChange={change}
        shared={{
          form,
          fields,
          refs,
          record: record ?? (changes ? form : undefined),
          around: owner ?? (changes ? form.owner?.() : undefined),
          without,
        }}
      />
    </RecordProvider>
  );
}

function Group({
  group,
  level,
  onChange,
  onRemove,
  shared,
}: {
  group: FilterGroup;
  level: number;
  onChange: (group: FilterGroup) => void;
  onRemove?: () => void;
  shared: Shared;
}) {
  const t = useT();
  const first = shared.fields[0];
  const add = (item: FilterNode) => onChange({ ...group, items: [...group.items, item] });
  return (
    <div className={level === 1 ? 'f-filter' : 'f-filter-group'}>
      {group.items.length > 1 || level > 1 ? (
        <div className="f-filter-actions">
          <Segmented
            size="small"
            value={group.join}
            options={[
              { value: 'and' as const, label: t('all') },
              { value: 'or' as const, label: t('any') },
            ]}
            onChange={(join) => onChange({ ...group, join })}
          />
          {onRemove ? (
            <Button
              className="f-filter-remove"
              type="text"
              size="small"
              icon={<Icon name="close" />}
              aria-label={t('removeGroup')}
              onClick={onRemove}
            />
          ) : null}
        </div>
      ) : null}
      {group.items.length === 0 && level === 1 ? (
        <p className="f-help">{shared.without ?? t('empty')}</p>
      ) : null}
      {group.items.map((item, index) => {
        const set = (next: FilterNode | undefined) => onChange(withItem(group, index, next));
        return <Node key={index} node={item} level={level} onChange={set} shared={shared} />;
      })}
      <div className="f-filter-actions">
        <Button
          type="link"
          size="small"
          icon={<Icon name="plus" />}
          disabled={!first}
          onClick={() => {
            if (first) add(newCondition(first));
          }}
        >
          {t('addCondition')}
        </Button>
        {level < MAX_LEVEL ? (
          <Button
            type="link"
            size="small"
            icon={<Icon name="plus" />}
            disabled={!first}
            onClick={() => {
              if (first) add({ kind: 'group', join: 'or', items: [newCondition(first)] });
            }}
          >
            {t('addGroup')}
          </Button>
        ) : null}
        {level === 1 && group.items.length > 0 ? (
          <Button type="text" size="small" onClick={() => onChange({ ...group, items: [] })}>
            {t('clear')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Node({
  node,
  level,
  onChange,
  shared,
}: {
  node: FilterNode;
  level: number;
  onChange: (node: FilterNode | undefined) => void;
  shared: Shared;
}) {
  if (node.kind === 'group')
    return (
      <Group
        group={node}
        level={level + 1}
        onChange={onChange}
        onRemove={() => onChange(undefined)}
        shared={shared}
      />
    );
  if (node.kind === 'raw')
    return <Raw expr={node.expr} form={shared.form} onRemove={() => onChange(undefined)} />;
  return <Condition condition={node} onChange={onChange} shared={shared} />;
}

function Raw({ expr, form, onRemove }: { expr: Expr; form: CompiledForm; onRemove: () => void }) {
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

function Condition({
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
        options={fields.map(({ key }) => ({ value: key, label: fieldLabel(form, key, locale) }))}
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
