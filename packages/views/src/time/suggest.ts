import type { CompiledField, CompiledForm } from '@trellis/forms/model';

/** Words that beginnings and ends go by in keys of fields. */
const BEGINS = /(^|_)(start|begin|from)(_|$)/;
const ENDS = /(^|_)(end|finish|until|to)(_|$)/;

export const isTime = (field: CompiledField): boolean =>
  (field.kind === 'date' || field.kind === 'datetime') && !field.many && !field.meta.encrypted;

/**
 * The fields that a view along time starts with: a pair that is called start and end, else the first time that people
 * fill in, else any.
 */
export function startAndEnd(form: CompiledForm): { start: string; end?: string } | undefined {
  const times = [...form.fields.values()].filter(isTime);
  const given = times.filter(({ type, meta }) => !type.generated && !meta.readonly);
  const begins = given.find(({ key }) => BEGINS.test(key));
  const ends = begins && given.find(({ key, kind }) => kind === begins.kind && ENDS.test(key));
  if (begins && ends) return { start: begins.key, end: ends.key };
  const first = given[0] ?? times[0];
  return first && { start: first.key };
}

/** The field whose options give records their colour: the stage, else a choice with colours. */
export function colorFieldOf(form: CompiledForm): string | undefined {
  if (form.stageField !== undefined && form.fields.get(form.stageField)?.kind === 'option')
    return form.stageField;
  return [...form.fields.values()].find(
    ({ kind, many, type, config }) =>
      kind === 'option' && !many && type.options?.(config)?.some(({ color }) => color !== undefined),
  )?.key;
}

/** Those of the keys that are fields of the form, each once. */
export const existing = (form: CompiledForm, keys: readonly (string | undefined)[]): string[] =>
  [...new Set(keys)].filter((key) => key !== undefined && form.fields.has(key)) as string[];
