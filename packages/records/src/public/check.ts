import { type CompiledField, mayOffer } from '@trellis/forms/model';
import type { Issue, PublicSettings } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';

/** Whether visitors may be shown a value of the field in the answer to a query: plain values of the record itself. */
export const mayShow = ({ type, target, kind, owned }: CompiledField): boolean =>
  !type.files && target === undefined && kind !== 'json' && !owned && type.roles !== true;

const ASKED: ReadonlySet<string> = new Set(['text', 'number', 'date', 'option']);
/** Whether visitors may find records by the value of the field. */
export const mayAsk = (field: CompiledField): boolean =>
  mayShow(field) && !field.many && ASKED.has(field.kind);

/** Whether a parameter of the address may be kept in the field. */
export const mayCapture = (field: CompiledField): boolean =>
  !field.type.generated && field.target === undefined && !field.owned && !field.type.files;

/** Mistakes in the settings of a public form, at their paths in the body that brings them. */
export function settingsIssues(form: CatalogForm, settings: PublicSettings): readonly Issue[] {
  const issues: Issue[] = [];
  const field = (key: string, fits: (field: CompiledField) => boolean, ...path: (string | number)[]) => {
    const found = form.fields.get(key);
    if (found && fits(found)) return;
    issues.push({ path: ['settings', ...path], code: 'unknown_field', params: { name: key } });
  };
  const { fields, capture, query, onceField, opensAt, closesAt } = settings;
  for (const [index, key] of (fields ?? []).entries()) field(key, mayOffer, 'fields', index);
  for (const [index, one] of (capture ?? []).entries())
    field(one.field, mayCapture, 'capture', index, 'field');
  for (const [index, key] of (query?.by ?? []).entries()) field(key, mayAsk, 'query', 'by', index);
  for (const [index, key] of (query?.shows ?? []).entries()) field(key, mayShow, 'query', 'shows', index);
  if (onceField !== undefined) field(onceField, mayOffer, 'onceField');
  if (fields && fields.length === 0)
    issues.push({ path: ['settings', 'fields'], code: 'too_few_items', params: { min: 1 } });
  if (opensAt !== undefined && closesAt !== undefined && closesAt <= opensAt)
    issues.push({ path: ['settings', 'closesAt'], code: 'range_reversed' });
  return issues;
}
