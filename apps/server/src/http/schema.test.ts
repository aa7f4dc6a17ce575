import { contract } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { coerceQuery, strict } from './schema.ts';

test('objects with listed properties are closed at every depth; open records stay open', () => {
  const body = strict(contract.createRecord.body);
  expect(body).toMatchObject({ additionalProperties: false });
  expect((body.properties as Record<string, unknown>).values).not.toHaveProperty(
    'additionalProperties',
    false,
  );
  const bulk = strict(contract.bulkRecords.body) as { anyOf: Record<string, unknown>[] };
  expect(bulk.anyOf[0]).toMatchObject({
    additionalProperties: false,
    properties: { create: { items: { additionalProperties: false } } },
  });
});

test('records with a pattern for their names take no other names', () => {
  const { values } = strict(contract.saveApiSecrets.body).properties as Record<string, unknown>;
  expect(values).toHaveProperty('additionalProperties', false);
});

test('query text becomes what the schema asks for, or stays text to be refused', () => {
  const schema = strict(contract.listRecords.query);
  expect(coerceQuery(schema, { limit: '20', after: '7' })).toEqual({ limit: 20, after: '7' });
  expect(coerceQuery(schema, { limit: 'many' })).toEqual({ limit: 'many' });
  expect(coerceQuery(schema, { limit: ['1', '2'], other: '3' })).toEqual({ limit: ['1', '2'], other: '3' });
});
