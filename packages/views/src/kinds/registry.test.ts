import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compileForm } from '@trellis/forms/model';
import { JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { schemaIssues } from '@trellis/metadata/ajv';
import { expect, test } from 'vitest';
import { viewFacets } from './facets.tsx';
import { viewKinds } from './registry.ts';

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const field = (type: string, config: JsonObject = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config },
});
const form = compileForm('crm:deal', {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    name: field('text'),
    stage: field('stage', { options: [{ key: 'new', label: { zh: '新' } }] }),
    amount: field('money'),
    note: field('textarea'),
    start_on: field('date'),
    end_on: field('date'),
    photo: field('image'),
  },
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'name', stageField: 'stage', layout: [] },
});

test('every folder is a registered kind with both facets, and no kind is without a folder', () => {
  expect(
    viewKinds
      .list()
      .map((kind) => kind.type)
      .sort(),
  ).toEqual(folders);
  expect(
    viewFacets
      .list()
      .map((facet) => facet.type)
      .sort(),
  ).toEqual(folders);
  for (const folder of folders) {
    expect(existsSync(path.join(here, folder, 'model.ts')), folder).toBe(true);
    expect(existsSync(path.join(here, folder, 'facet.tsx')), folder).toBe(true);
  }
});

test.each(viewKinds.list().map((kind) => [kind.type, kind] as const))(
  '%s speaks both languages',
  (_, kind) => {
    for (const text of [kind.label, kind.description]) {
      expect(text.zh).toBeTruthy();
      expect(text.en).toBeTruthy();
    }
  },
);

test.each(viewKinds.list().map((kind) => [kind.type, kind] as const))(
  '%s starts with settings that are valid and name existing fields',
  (_, kind) => {
    const config = kind.config.defaults(form);
    expect(config).toBeDefined();
    expect(schemaIssues(kind.config.schema, config)).toEqual([]);
    const fields = kind.fields(config ?? {}, form);
    expect(fields).toContain('name');
    expect(fields.filter((key) => !form.fields.has(key))).toEqual([]);
  },
);
