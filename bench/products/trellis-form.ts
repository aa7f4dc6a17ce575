import { type FieldMeta, type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { INDUSTRIES, SOURCES, STAGES, TAGS } from '../lead.ts';

const label = (text: string) => ({ zh: text, en: text });
const field = (name: string, type: string, config: JsonObject = {}, meta: Partial<FieldMeta> = {}) => ({
  [name]: { title: name, trellis: { type, label: label(name), config, ...meta } },
});
const options = (keys: readonly string[]): JsonObject => ({
  options: keys.map((key) => ({ key, label: label(key) })),
});
const searchable = { searchable: true };

/**
 * The leads as a form: 21 fields, the phone unique, four of them found by quick search. They are not compared as possible
 * duplicates: that goes on behind the saves for minutes, through the turns of the other products too.
 */
export const LEAD_FORM: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: 'lead',
  required: ['name'],
  additionalProperties: false,
  trellis: {
    vocabulary: 1,
    label: label('lead'),
    titleField: 'name',
    stageField: 'stage',
    layout: [],
    similar: [],
  },
  properties: {
    ...field('name', 'text', {}, searchable),
    ...field('phone', 'phone', {}, { ...searchable, unique: true }),
    ...field('email', 'email', {}, searchable),
    ...field('company', 'text', {}, searchable),
    ...field('source', 'select', options(SOURCES)),
    ...field('stage', 'stage', options(STAGES)),
    ...field('owner', 'member'),
    ...field('amount', 'money'),
    ...field('score', 'number'),
    ...field('tags', 'multi_select', options(TAGS)),
    ...field('industry', 'select', options(INDUSTRIES)),
    ...field('province', 'text'),
    ...field('city', 'text'),
    ...field('address', 'text'),
    ...field('website', 'text'),
    ...field('is_key', 'checkbox'),
    ...field('created', 'datetime'),
    ...field('last_contact', 'datetime'),
    ...field('next_follow_up', 'datetime'),
    ...field('lost_reason', 'text'),
    ...field('note', 'textarea'),
  },
};
