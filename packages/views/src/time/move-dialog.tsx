import { type CompiledForm, checkValue } from '@trellis/forms/model';
import { FieldWidget, isEmptyValue } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useFieldLabel } from '../data/labels.tsx';
import { useT } from '../messages.ts';
import type { Entry, Undated } from './entries.tsx';
import { useTimeT } from './messages.ts';
import { type Span, spanOf, type TimeFields } from './span.ts';

/** Asks for another time: what a mouse does by dragging, for keyboards and fingers. */
export function MoveDialog(props: {
  readonly form: CompiledForm;
  readonly fields: TimeFields;
  readonly tz: string;
  readonly entry: Entry | Undated;
  readonly onMove: (next: Span) => void;
  readonly onClose: () => void;
}) {
  const { form, entry, tz } = props;
  const t = useTimeT();
  const words = useT();
  const label = useFieldLabel(form);
  const id = useId();
  const { start, end } = props.fields;
  const asked = [start, ...(end ? [end] : [])].flatMap(({ key }) => form.fields.get(key) ?? []);
  const [values, setValues] = useState(
    () =>
      Object.fromEntries(asked.map(({ key }) => [key, entry.record.values[key] ?? null])) as Readonly<
        Record<string, Value>
      >,
  );
  const read = asked.map((field) => {
    const result = field.type.normalise(values[field.key] ?? null, field.config);
    const fits =
      result.ok && (isEmptyValue(result.value) || checkValue(field.valueSchema, result.value).length === 0);
    return { field, value: fits && result.ok ? result.value : undefined };
  });
  const span = read.every(({ value }) => value !== undefined)
    ? spanOf(Object.fromEntries(read.map(({ field, value }) => [field.key, value])), props.fields, tz)
    : undefined;
  return (
    <Sheet
      open
      title={t('moveTitle', { title: entry.title })}
      onClose={props.onClose}
      width={420}
      footer={
        <>
          <Button onClick={props.onClose}>{words('cancel')}</Button>
          <Button
            type="primary"
            disabled={!span}
            onClick={() => {
              props.onClose();
              if (span) props.onMove(span);
            }}
          >
            {t('moveSave')}
          </Button>
        </>
      }
    >
      <div className="v-missing">
        {asked.map((field, index) => (
          <div key={field.key} className="f-field">
            <label className="f-label" htmlFor={`${id}-${field.key}`}>
              {label(field.key)}
            </label>
            <FieldWidget
              id={`${id}-${field.key}`}
              field={field}
              autoFocus={index === 0}
              value={values[field.key] ?? null}
              onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))}
            />
          </div>
        ))}
      </div>
    </Sheet>
  );
}
