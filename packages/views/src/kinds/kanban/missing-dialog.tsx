import { type CompiledForm, checkValue } from '@trellis/forms/model';
import { FieldWidget, isEmptyValue } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { ApiError, Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useFieldLabel } from '../../data/labels.tsx';
import { useBoardT } from './messages.ts';

/** A move that needs values first. */
export interface MissingValues {
  /** What the record is moved to. */
  readonly lane: string;
  readonly fields: readonly string[];
  /** Moves with these values; rejects with the server's error. */
  save(values: Readonly<Record<string, Value>>): Promise<void>;
  /** Opens the whole record with the move as a draft. */
  openRecord(): void;
}

/** Asks for what a record must have to be where it is moved to. */
export function MissingDialog({
  form,
  missing,
  onClose,
}: {
  form: CompiledForm;
  missing: MissingValues;
  onClose: () => void;
}) {
  const t = useBoardT();
  const id = useId();
  const label = useFieldLabel(form);
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const fields = missing.fields.flatMap((key) => form.fields.get(key) ?? []);
  const read = fields.map((field) => ({
    field,
    result: field.type.normalise(values[field.key] ?? null, field.config),
  }));
  const whole = read.every(
    ({ field, result }) =>
      result.ok && !isEmptyValue(result.value) && checkValue(field.valueSchema, result.value).length === 0,
  );
  const save = async () => {
    setBusy(true);
    setProblems({});
    try {
      const set = read.map(({ field, result }) => [field.key, result.ok ? result.value : null] as const);
      await missing.save(Object.fromEntries(set));
      onClose();
    } catch (error) {
      setBusy(false);
      const issues = error instanceof ApiError ? error.issues : [];
      const found = issues.map(({ path, message, code }) => [
        String(path.find((step) => step !== 'set') ?? ''),
        message ?? code,
      ]);
      const text = error instanceof Error ? error.message : String(error);
      setProblems(found.length > 0 ? Object.fromEntries(found) : { '': text });
    }
  };
  const elsewhere = Object.entries(problems).filter(([key]) => !missing.fields.includes(key));
  return (
    <Sheet
      open
      title={t('missingTitle', { lane: missing.lane })}
      onClose={onClose}
      maskClosable={false}
      footer={
        <>
          <Button
            onClick={() => {
              onClose();
              missing.openRecord();
            }}
          >
            {t('openWhole')}
          </Button>
          <Button type="primary" disabled={!whole} loading={busy} onClick={() => void save()}>
            {t('saveAndMove')}
          </Button>
        </>
      }
    >
      <div className="v-missing">
        {fields.map((field, index) => (
          <div key={field.key} className="f-field">
            <label className="f-label" htmlFor={`${id}-${field.key}`}>
              {label(field.key)}
              <span className="f-required" aria-hidden>
                *
              </span>
            </label>
            <FieldWidget
              id={`${id}-${field.key}`}
              field={field}
              required
              autoFocus={index === 0}
              invalid={problems[field.key] !== undefined}
              value={values[field.key] ?? null}
              onChange={(value) => setValues((old) => ({ ...old, [field.key]: value }))}
            />
            {problems[field.key] ? <div className="f-error">{problems[field.key]}</div> : null}
          </div>
        ))}
        {elsewhere.map(([key, text]) => (
          <div key={key} className="f-error" role="alert">
            {form.fields.has(key) ? `${label(key)}: ${text}` : text}
          </div>
        ))}
      </div>
    </Sheet>
  );
}
