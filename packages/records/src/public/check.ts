import {
  type CompiledField,
  mayAsk,
  mayCapture,
  mayGuard,
  mayOffer,
  mayShow,
  offeredFields,
} from '@trellis/forms/model';
import type { Issue, PublicSettings } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { Offered } from '../types.ts';

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
  if (onceField !== undefined) field(onceField, mayGuard, 'onceField');
  if (fields && fields.length === 0)
    issues.push({ path: ['settings', 'fields'], code: 'too_few_items', params: { min: 1 } });
  if (opensAt !== undefined && closesAt !== undefined && closesAt <= opensAt)
    issues.push({ path: ['settings', 'closesAt'], code: 'range_reversed' });
  return issues;
}

/** What will not go as an administrator may expect of a form with these settings: of its fields, at their keys. */
export function settingsWarnings(form: CatalogForm, settings: PublicSettings): Offered['warnings'] {
  const offered = new Set(offeredFields(form, settings.fields).map(({ key }) => key));
  const captured = new Set((settings.capture ?? []).map(({ field }) => field));
  const required = new Set(form.document.required);
  const warning = ({ key, meta: { label } }: CompiledField, code: string): Offered['warnings'][number] => ({
    path: [key],
    code,
    params: { name: label.zh, ...(label.en ? { name_en: label.en } : {}) },
  });
  return [...form.fields.values()].flatMap((field) => {
    const { key, meta, type } = field;
    const fillsItself = type.generated || meta.default !== undefined || captured.has(key);
    return [
      ...(required.has(key) && !offered.has(key) && !fillsItself ? [warning(field, 'public_required')] : []),
      ...(meta.default?.kind === 'api' && !meta.default.public ? [warning(field, 'public_not_asked')] : []),
    ];
  });
}
