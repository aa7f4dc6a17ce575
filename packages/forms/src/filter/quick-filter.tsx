import { localText, type QuickValue } from '@trellis/metadata';
import { Icon, OptionTag, Sheet, useIsPhone, useLocale } from '@trellis/ui/react';
import { Button, Popover, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { type RecordOnScreen, RecordProvider } from '../widgets/record-on-screen.tsx';
import { filterToExpr } from './expr.ts';
import { fieldLabel } from './fields.ts';
import { FilterValue } from './filter-value.tsx';
import { useT } from './messages.tsx';
import { operatorsOf } from './operators.ts';
import type { FilterOperator } from './pattern.ts';
import type { FilterField } from './types.ts';
import { useFilterChips } from './use-chips.tsx';

/** Operators that a quick filter asks a value for, the first that a field knows. */
const ASKED = ['in', 'has_any', 'between', 'has_digits', 'contains', 'under', 'named', 'eq'];
/** Options above which they are a list to search instead of tags to click. */
const MANY = 24;

/** What can be picked without typing: periods, "is me", yes and no; that there is nothing comes last. */
const picks = (field: FilterField): readonly FilterOperator[] =>
  operatorsOf(field).filter(({ value }) => value === 'none');

const asked = (field: FilterField): FilterOperator | undefined => {
  const operators = operatorsOf(field);
  return ASKED.flatMap((op) => operators.find((one) => one.op === op) ?? [])[0];
};

/** Picks values of one field above a list: what is picked applies at once and stands on the button in words. */
export function QuickFilter(props: {
  readonly form: CompiledForm;
  readonly field: FilterField;
  readonly value: QuickValue | undefined;
  readonly onChange: (value: QuickValue | undefined) => void;
}) {
  const { form, field, value, onChange } = props;
  const t = useT();
  const { locale } = useLocale();
  const phone = useIsPhone();
  const [open, setOpen] = useState(false);
  const label = fieldLabel(form, field.key, locale);
  const expr = useMemo(() => {
    if (!value) return undefined;
    const condition = { kind: 'condition' as const, field: field.key, ...value };
    return filterToExpr({ kind: 'group', join: 'and', items: [condition] }, [field]);
  }, [field, value]);
  const words = useFilterChips(expr, form)[0]?.text;
  if (field.asked) {
    const [yes] = operatorsOf(field);
    const on = value !== undefined;
    return (
      <Button
        size="small"
        className="f-quick"
        aria-pressed={on}
        data-active={on || undefined}
        onClick={() => onChange(on || !yes ? undefined : { op: yes.op })}
      >
        {label}
      </Button>
    );
  }
  const button = (
    <Button
      size="small"
      className="f-quick"
      data-active={words !== undefined || undefined}
      aria-expanded={open}
      onClick={phone ? () => setOpen(true) : undefined}
    >
      <span className="t-ellipsis">{words ?? label}</span>
      <Icon name="down" />
    </Button>
  );
  const clear = words ? (
    <Button
      type="text"
      size="small"
      className="f-quick-clear"
      icon={<Icon name="close" />}
      aria-label={`${t('clear')}: ${label}`}
      onClick={() => onChange(undefined)}
    />
  ) : null;
  const panel = <Panel form={form} field={field} value={value} onChange={onChange} />;
  return (
    <span className="f-quick-filter">
      {phone ? (
        <>
          {button}
          <Sheet open={open} onClose={() => setOpen(false)} title={label}>
            {panel}
          </Sheet>
        </>
      ) : (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          placement="bottomLeft"
          content={panel}
          destroyOnHidden
        >
          {button}
        </Popover>
      )}
      {clear}
    </span>
  );
}

function Panel({ form, field, value, onChange }: Parameters<typeof QuickFilter>[0]) {
  const { locale } = useLocale();
  const operator = asked(field);
  const chosen = operator && value?.op === operator.op ? value.value : undefined;
  const options = field.field?.type.options?.(field.field.config)?.filter(({ retired }) => !retired);
  const asTags = options !== undefined && options.length <= MANY && operator?.value === 'list';
  const list = Array.isArray(chosen) ? (chosen as readonly string[]) : [];
  // Inputs that ask the server for what may be compared with must know of which form.
  const around = useMemo((): RecordOnScreen => ({ form, values: {}, mode: 'edit', refs: undefined }), [form]);
  return (
    <div className="f-quick-panel">
      {asTags ? (
        <div className="f-quick-tags">
          {options.map(({ key, label, color }) => (
            <Tag.CheckableTag
              key={key}
              checked={list.includes(key)}
              onChange={(on) => {
                const next = on ? [...list, key] : list.filter((one) => one !== key);
                onChange(next.length > 0 && operator ? { op: operator.op, value: next } : undefined);
              }}
            >
              <OptionTag color={color}>{localText(label, locale)}</OptionTag>
            </Tag.CheckableTag>
          ))}
        </div>
      ) : operator ? (
        <RecordProvider value={around}>
          <div className="f-filter-value">
            <FilterValue
              field={field}
              input={operator.value}
              value={chosen}
              onChange={(next) => onChange(isNothing(next) ? undefined : { op: operator.op, value: next })}
            />
          </div>
        </RecordProvider>
      ) : null}
      <div className="f-quick-tags">
        {picks(field).map(({ op, label }) => (
          <Tag.CheckableTag
            key={op}
            checked={value?.op === op}
            onChange={(on) => onChange(on ? { op } : undefined)}
          >
            {localText(label, locale).replace(/^(is|was) /, '')}
          </Tag.CheckableTag>
        ))}
      </div>
    </div>
  );
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (Array.isArray(value) && (value.length === 0 || value.every((one) => one === null || one === '')));
