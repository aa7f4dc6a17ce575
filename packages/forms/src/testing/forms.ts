import type { Env } from '@trellis/logic';
import {
  type FieldMeta,
  type FieldSchema,
  type FormDocument,
  type FormMeta,
  JSON_SCHEMA_DIALECT,
} from '@trellis/metadata';
import { normaliseForm } from '../form/normalise.ts';
import { fieldTypes } from '../registry.ts';

/** A field of a type with its default settings, changed by `config`. */
export function field(
  type: string,
  config: FieldMeta['config'] = {},
  meta: Partial<FieldMeta> = {},
): FieldSchema {
  const kind = fieldTypes.get(type);
  const all = { ...kind.config.defaults(), ...config };
  return { title: kind.label.zh, trellis: { type, label: kind.label, config: all, ...meta } };
}

/** A normalised form document; its title is the field `name`. */
export function formOf(
  properties: FormDocument['properties'],
  more: { readonly required?: readonly string[]; readonly meta?: Partial<FormMeta> } = {},
): FormDocument {
  return normaliseForm({
    $schema: JSON_SCHEMA_DIALECT,
    type: 'object',
    title: '测试',
    properties: { name: field('text'), ...properties },
    required: more.required ?? [],
    additionalProperties: false,
    trellis: {
      vocabulary: 1,
      label: { zh: '测试', en: 'Test' },
      titleField: 'name',
      layout: [],
      ...more.meta,
    },
  });
}

export const env: Env = {
  now: '2026-03-01T02:00:00.000Z',
  tz: 'Asia/Shanghai',
  member: { id: '01900000-0000-7000-8000-000000000001', departments: [], roles: ['crm:sales'] },
};
