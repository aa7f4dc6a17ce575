import type { Sort } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { catalogForm } from '../catalog/build.ts';
import { field } from '../definitions/testing/documents.ts';
import { crmForms } from '../testing/crm.ts';
import { adviceFor } from './advice.ts';
import { readShape, shapeOf, writeShape } from './shape.ts';

const document = crmForms().deal!;
const columns = new Map(Object.keys(document.properties).map((key) => [key, key]));
const form = catalogForm('crm:deal', document, { table: 'crm__deal', columns, state: 'ok' });
const deal = { form, volatile: new Set(['code']) };
const v = (name: string) => ({ var: name });
const desc = (field: string): Sort => ({ field, dir: 'desc' });

test.each<[string, unknown, Sort[], unknown]>([
  ['one value', { '==': [v('hot'), true] }, [], [['hot'], [], []]],
  ['a yes by itself', v('hot'), [], [['hot'], [], []]],
  [
    'values and others, in any order of writing',
    {
      and: [
        { '>': [v('amount'), '5'] },
        { and: [{ '==': [v('stage'), 'won'] }, { '==': [v('hot'), true] }] },
      ],
    },
    [desc('closes')],
    [['hot', 'stage'], ['amount'], [desc('closes')]],
  ],
  ['who asks', { '==': [v('seller'), v('$member')] }, [desc('_created_at')], [['seller'], [], []]],
  ['an order alone', undefined, [desc('amount')], [[], [], [desc('amount')]]],
  // Options go by their own order, references by title: no index has that.
  ['an order of no column', { '==': [v('hot'), true] }, [desc('stage')], [['hot'], [], []]],
  [
    'two fields of one record',
    { '==': [v('closes'), v('seen')] },
    [desc('amount')],
    [[], ['closes', 'seen'], [desc('amount')]],
  ],
  ['one of two', { or: [{ '==': [v('hot'), true] }, { '==': [v('stage'), 'won'] }] }, [], undefined],
  ['beyond a reference', { '==': [v('customer.grade'), 'a'] }, [], undefined],
  ['worked out by the query', { '==': [v('code'), 'x'] }, [], undefined],
  ['nothing', undefined, [desc('_created_at')], undefined],
])('a list by %s', (_, filter, sort, expected) => {
  const shape = shapeOf(deal, { filter, sort });
  expect(shape && JSON.parse(writeShape(shape))).toEqual(expected);
  if (shape) expect(readShape(deal, writeShape(shape))).toEqual(shape);
});

const advised = (filter: unknown, sort: Sort[] = [], judged: string[] = []): string | undefined => {
  const shape = shapeOf(deal, { filter, sort });
  return shape && adviceFor({ ...deal, shape, judged, collation: 'zh-x-icu' })?.on;
};

test('an index begins with what has one value, then the order; the rest rides along', () => {
  const filter = { and: [{ '==': [v('hot'), true] }, { '>': [v('closes'), '2026-01-01'] }] };
  expect(advised(filter, [desc('amount'), desc('title')], ['seller'])).toBe(
    '("hot", "amount" desc, "title" collate "zh-x-icu" desc nulls last, _id desc) include ("closes", "seller", _owner_id) where _deleted_at is null',
  );
});

test('what each form has an index for gets none, nor what may be too long for an entry', () => {
  expect(advised({ '==': [v('customer'), '01900000-0000-7000-8000-000000000001'] })).toBeUndefined();
  expect(advised({ '==': [v('_owner_id'), v('$member')] })).toBeUndefined();
  expect(advised(undefined, [desc('title')])).toBeDefined();
  const title = field('text', { maxLength: 10_000 });
  const other = { ...document, properties: { ...document.properties, title } };
  const grown = {
    ...deal,
    form: catalogForm('crm:deal', other, { table: 'crm__deal', columns, state: 'ok' }),
  };
  const shape = shapeOf(grown, { sort: [desc('title')] });
  expect(shape && adviceFor({ ...grown, shape, judged: [], collation: 'C' })).toBeUndefined();
});
