import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { FormInfo } from '../catalog/catalog.ts';
import type { Action } from './use-batches.ts';

/** The owner, among the fields that can be changed. */
export const OWNER = '_owner_id';

export type Op = 'set' | 'clear' | 'add' | 'remove' | 'increase' | 'multiply' | 'to' | 'spread' | 'nobody';

/** One change as it is being chosen. */
export interface Choice {
  /** A field's key, the owner, or nothing yet. */
  readonly field: string | undefined;
  readonly op: Op;
  readonly value: Value;
}

/** The fields that many records can have changed at once, by this member. */
export const changeableFields = (info: FormInfo): CompiledField[] =>
  [...info.form.fields.values()].filter(
    ({ key, type, meta, owned, required }) =>
      !type.generated &&
      !type.display &&
      !type.files &&
      !owned &&
      !meta.readonly &&
      !(meta.unique && required) &&
      !info.readonly.has(key),
  );

/** Fields that tags can be put into. */
export const tagFields = (info: FormInfo): CompiledField[] =>
  changeableFields(info).filter(({ kind, many }) => kind === 'option' && many);

/** What can be done with a field; the first is what is usually meant. */
export function opsOf(field: CompiledField | undefined): readonly Op[] {
  if (!field) return ['to', 'spread', 'nobody'];
  const { kind, many, meta } = field;
  const fill: readonly Op[] = [
    ...(meta.unique ? [] : (['set'] as const)),
    ...(field.required ? [] : (['clear'] as const)),
  ];
  if (many && (kind === 'option' || kind === 'ref' || kind === 'text')) return ['add', 'remove', ...fill];
  if (kind === 'number' && !many) return [...fill, 'increase', 'multiply'];
  return fill;
}

/** A field, as it is chosen first. */
export const firstChoice = (info: FormInfo, field: string | undefined): Choice => ({
  field,
  op: (field === undefined ? undefined : opsOf(info.form.fields.get(field))[0]) ?? 'set',
  value: null,
});

const NUMBER = /^-?\d+(\.\d+)?$/;

/** The action that the choices come to; undefined while something is missing. */
export function actionOf(info: FormInfo, choices: readonly Choice[]): Action | undefined {
  const changes: NonNullable<Extract<Action, { op: 'edit' }>['changes']> = [];
  let owner: Extract<Action, { op: 'edit' }>['owner'];
  for (const { field: key, op, value } of choices) {
    if (key === undefined) return undefined;
    const list = Array.isArray(value) ? value.map(String) : [];
    if (key === OWNER) {
      if (op === 'nobody') owner = { to: null };
      else if (op === 'to' && typeof value === 'string') owner = { to: value };
      else if (op === 'spread' && list.length > 0) owner = { spread: list };
      else return undefined;
      continue;
    }
    const field = info.form.fields.get(key);
    if (!field) return undefined;
    if (op === 'clear') changes.push({ field: key, op });
    else if (op === 'add' || op === 'remove') {
      if (list.length === 0) return undefined;
      changes.push({ field: key, op, values: list });
    } else if (op === 'increase' || op === 'multiply') {
      if (typeof value !== 'string' || !NUMBER.test(value)) return undefined;
      changes.push({ field: key, op, by: value });
    } else {
      const read = field.type.normalise(value, field.config);
      if (!read.ok || read.value === null) return undefined;
      changes.push({ field: key, op: 'set', value: read.value });
    }
  }
  if (changes.length === 0 && owner === undefined) return undefined;
  return {
    op: 'edit',
    ...(changes.length > 0 ? { changes } : {}),
    ...(owner === undefined ? {} : { owner }),
  };
}
