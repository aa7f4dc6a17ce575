import { type CompiledField, checkValue, mayCapture } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { PublicSettings } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { Visit } from './visitor.ts';

/** Parameters of the page's address by name. */
export type Params = Readonly<Record<string, string>>;

/** The value that a text of the address gives a field; undefined where it gives none. What does not fit is left out. */
function readAs(visit: Visit, { type, config, valueSchema }: CompiledField, text: string): Value | undefined {
  const read = type.parse(text, config, { locale: visit.locale, tz: visit.catalog.workspace.tz });
  if (!read.ok || read.value === null || checkValue(valueSchema, read.value).length > 0) return undefined;
  return read.value;
}

const given = (params: Params, name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(params, name) ? params[name] : undefined;

const defaultParam = ({ meta }: CompiledField): string | undefined =>
  meta.default?.kind === 'param' ? meta.default.name : undefined;

/** What the address fills into offered fields: by their keys, by their defaults, and what is captured into them. */
export function prefilled(
  visit: Visit,
  offered: readonly CompiledField[],
  { capture = [] }: PublicSettings,
  params: Params,
): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const field of offered) {
    if (!mayCapture(field)) continue;
    const captured = capture.find((one) => one.field === field.key)?.param;
    const text = given(params, field.key) ?? given(params, captured) ?? given(params, defaultParam(field));
    const value = text === undefined ? undefined : readAs(visit, field, text);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}

/** Fields that visitors do not see and that keep parameters of the address all the same. */
export function capturingFields(
  form: CatalogForm,
  offered: readonly CompiledField[],
  { capture = [] }: PublicSettings,
): readonly (readonly [CompiledField, string])[] {
  const seen = new Set(offered.map(({ key }) => key));
  return [...form.fields.values()].flatMap((field) => {
    const param = capture.find((one) => one.field === field.key)?.param ?? defaultParam(field);
    return param === undefined || seen.has(field.key) || !mayCapture(field) ? [] : [[field, param] as const];
  });
}

/** What the address says for fields that visitors do not see. */
export function captured(
  visit: Visit,
  capturing: readonly (readonly [CompiledField, string])[],
  params: Params,
): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {};
  for (const [field, name] of capturing) {
    const text = given(params, name);
    const value = text === undefined ? undefined : readAs(visit, field, text);
    if (value !== undefined) values[field.key] = value;
  }
  return values;
}
