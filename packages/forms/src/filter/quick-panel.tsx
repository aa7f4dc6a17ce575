import { localText } from '@trellis/metadata';
import { OptionTag, useLocale } from '@trellis/ui/react';
import { Tag } from 'antd';
import { useMemo } from 'react';
import { type RecordOnScreen, RecordProvider } from '../widgets/record-on-screen.tsx';
import { FilterValue } from './filter-value.tsx';
import { operatorsOf } from './operators.ts';
import type { FilterOperator } from './pattern.ts';
import type { QuickFilterProps } from './quick-filter.tsx';
import type { FilterField } from './types.ts';

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

/** The values that can be picked: options to click, an input, and what needs no value. */
export function QuickPanel({ form, field, value, onChange }: QuickFilterProps) {
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
