import type { CompiledField, Numbering } from '@trellis/forms/model';
import { localDate } from '@trellis/logic';
import type { CatalogForm, Ctx } from '../contract.ts';
import type { Image } from './image.ts';

/** A value that the writing statement generates. */
export interface GeneratedNumber extends Numbering {
  readonly field: CompiledField;
  /** Row of `counter` that counts. */
  readonly counter: string;
}

/** The generated fields of a new record that have no value yet. */
export function numbersOf(ctx: Ctx, form: CatalogForm, image: Image): GeneratedNumber[] {
  const found: GeneratedNumber[] = [];
  for (const field of form.fields.values()) {
    if (!field.type.numbering || (image.values[field.key] ?? null) !== null) continue;
    const day = localDate(image.createdAt, ctx.catalog.workspace.tz);
    if (day === null) continue;
    const numbering = field.type.numbering(field.config, day, textsOf(ctx, form, image));
    found.push({ ...numbering, field, counter: counterOf(form.ref, field.key, numbering.period) });
  }
  return found;
}

/** Row of `counter` that counts for a field in a period. */
export const counterOf = (form: string, field: string, period: string): string =>
  `${form}:${field}:${period}`;

/** Longest part of a number that comes from another field. */
const MAX_PART = 60;

/** Fields as people read them, in Chinese: a number must not depend on who saves. */
const textsOf = (ctx: Ctx, form: CatalogForm, image: Image) => (key: string) => {
  const field = form.fields.get(key);
  const value = image.values[key] ?? null;
  if (!field || value === null) return '';
  const text = field.type.format(value, field.config, { locale: 'zh', tz: ctx.catalog.workspace.tz });
  return [...text].slice(0, MAX_PART).join('');
};

/** The text of a number. */
export const numberText = ({ prefix, digits, suffix }: Numbering, value: bigint): string =>
  `${prefix}${String(value).padStart(digits, '0')}${suffix}`;
