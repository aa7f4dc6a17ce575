import { frag, param, raw } from '@trellis/logic/sql';
import { expect, test } from 'vitest';
import { catalogForm } from '../catalog/build.ts';
import type { Ctx } from '../contract.ts';
import { crmForms } from '../testing/crm.ts';
import type { Image } from './image.ts';
import { insertSql } from './insert-sql.ts';
import { numbersOf } from './numbers.ts';
import { updateSql } from './update-sql.ts';

const { customer, deal } = crmForms();
const at = (document: NonNullable<typeof deal>, table: string) => ({
  table,
  columns: new Map(Object.keys(document.properties).map((key) => [key, key])),
  state: 'ok' as const,
});
const forms = {
  customer: catalogForm('crm:customer', customer!, at(customer!, 'crm__customer')),
  deal: catalogForm('crm:deal', deal!, at(deal!, 'crm__deal')),
};
const ID = '01900000-0000-7000-8000-000000000001';
const NOW = '2026-12-31T16:30:00.000Z';
const image: Image = {
  id: ID,
  version: 1,
  values: { title: '合同', amount: '12.5', stage: 'open' },
  createdAt: NOW,
  createdBy: ID,
  updatedAt: NOW,
  updatedBy: ID,
  owner: ID,
  department: null,
};
const ctx = {
  catalog: {
    version: '7',
    workspace: { id: ID, key: 'test', name: '', schema: 'ws_test', tz: 'Asia/Shanghai' },
    forms: new Map(),
  },
  cause: 'form',
} as unknown as Ctx;

/** Statement with a line per clause, so that a change of it reads well. */
const lines = (text: string): string =>
  text.replaceAll(/ (?=(INSERT|SELECT|UPDATE|FROM|WHERE|RETURNING|ON CONFLICT|\w+ AS \())/g, '\n');

test('a create is one statement: guard, counter, row, history, outbox', async () => {
  const guard = frag`${param(ID, 'uuid')} IS NULL`;
  const { text, values } = insertSql(ctx, forms.deal, image, [guard], numbersOf(ctx, forms.deal, image));
  await expect(lines(text)).toMatchFileSnapshot('./golden/create.sql');
  // The number's year is that of the workspace's zone, where it is 2027 already.
  expect(values).toContain('单-2027-');
  expect(values).toContain('crm:deal:number:2027');
  expect(values.at(-1)).toBe(ID);
  const highest = Math.max(...[...text.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  expect(values).toHaveLength(highest);
});

test('a form without numbers and guards has one text for all records', () => {
  const first = insertSql(ctx, forms.customer, { ...image, values: { name: 'a' } }, [], []);
  const second = insertSql(ctx, forms.customer, { ...image, values: { name: 'b', tags: ['vip'] } }, [], []);
  expect(second.text).toBe(first.text);
});

test('an update sets what changed, under version, guards and rows', async () => {
  const after = { ...image, version: 2, values: { ...image.values, title: '新', stage: 'won' } };
  const change = { image: after, changed: new Set(['stage', 'title']), ownerChanged: true };
  const rows = (alias: string) => [frag`${raw(`${alias}._owner_id`)} = ${param(ID, 'uuid')}`];
  const { text, values } = updateSql(ctx, forms.deal, image, change, [raw('true')], rows);
  await expect(lines(text)).toMatchFileSnapshot('./golden/update.sql');
  expect(values).toContain(JSON.stringify({ title: '合同', stage: 'open', _owner_id: ID }));
  const plain = updateSql(
    ctx,
    forms.deal,
    image,
    { ...change, changed: new Set(['amount']), ownerChanged: false },
    [],
    () => [],
  );
  expect(plain.text).not.toContain('_search');
});
