import type { FormDocument } from '@trellis/metadata';
import { documentIssues } from '@trellis/metadata/ajv';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fieldTypes } from '../registry.ts';
import { SEED } from '../testing/arbitrary.ts';
import { field, formOf } from '../testing/forms.ts';
import { normaliseForm } from './normalise.ts';

const keys = fc.stringMatching(/^[a-z][a-z0-9_]{0,10}$/);
/** Documents as an author may write them: derived keywords missing or stale, keys in any order. */
const drafts: fc.Arbitrary<FormDocument> = fc
  .record({
    fields: fc.dictionary(
      keys,
      fc.record({
        type: fc.constantFrom(...fieldTypes.list().map(({ type }) => type)),
        required: fc.boolean(),
        unique: fc.option(fc.boolean(), { nil: undefined }),
        stale: fc.constantFrom({}, { maxLength: 3 }, { enum: ['old'] }),
      }),
      { minKeys: 1, maxKeys: 8 },
    ),
  })
  .map(({ fields }) => {
    const entries = Object.entries(fields);
    const properties = entries.map(([key, { type, unique, stale }]) => {
      const { title, trellis } = field(type);
      const meta = unique === undefined ? trellis : { unique, ...trellis };
      return [key, { trellis: meta, ...stale, title: `old ${title}` }] as const;
    });
    const required = entries.filter(([, one]) => one.required).map(([key]) => key);
    return { ...formOf({}), properties: Object.fromEntries(properties), required: required.toReversed() };
  });

it('derives, orders and completes once and for all', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const once = normaliseForm(draft);
      expect(documentIssues('form', once)).toEqual([]);
      // Text, not structure: the order of keys is part of what is published.
      expect(JSON.stringify(normaliseForm(once))).toBe(JSON.stringify(once));
      expect(JSON.stringify(normaliseForm(JSON.parse(JSON.stringify(draft)) as FormDocument))).toBe(
        JSON.stringify(once),
      );
      expect(once.required).toEqual(
        Object.keys(once.properties).filter((key) => draft.required.includes(key)),
      );
    }),
    { ...SEED, numRuns: 60 },
  );
}, 30_000);

it('derives the keywords of a property from its field type', () => {
  const { properties } = formOf({ amount: field('money', { min: 0 }) });
  expect(properties.amount).toEqual({
    title: '金额',
    type: 'string',
    format: 'decimal',
    decimalPlaces: 2,
    formatMinimum: '0',
    trellis: {
      type: 'money',
      label: { zh: '金额', en: 'Money' },
      config: { currency: 'CNY', decimals: 2, min: 0 },
    },
  });
});

it('keeps fields of unknown types for the check to refuse', () => {
  const draft = formOf({});
  const odd = { title: 'x', trellis: { type: 'no_such', label: { zh: '?' }, config: {} } };
  expect(
    normaliseForm({ ...draft, properties: { ...draft.properties, odd } }).properties.odd?.trellis.type,
  ).toBe('no_such');
});

it('keeps values for the next record of fields that there are, in their order', () => {
  const draft = formOf({ a: field('text'), b: field('text') });
  const keys = Object.keys(draft.properties);
  const submit = { next: 'another' as const, keep: ['gone', ...keys.toReversed()] };
  const normal = normaliseForm({ ...draft, trellis: { ...draft.trellis, submit } });
  expect(normal.trellis.submit).toEqual({ next: 'another', keep: keys });
  expect(normaliseForm(normal)).toEqual(normal);
});
