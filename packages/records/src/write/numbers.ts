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
    const numbering = field.type.numbering(field.config, day);
    found.push({ ...numbering, field, counter: `${form.ref}:${field.key}:${numbering.period}` });
  }
  return found;
}

/** The text of a number. */
export const numberText = ({ prefix, digits, suffix }: Numbering, value: bigint): string =>
  `${prefix}${String(value).padStart(digits, '0')}${suffix}`;
