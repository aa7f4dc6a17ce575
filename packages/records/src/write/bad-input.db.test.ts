import { AppError, newId } from '@trellis/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  type GroupQuery,
  getRecord,
  groupRecords,
  queryRecords,
  recordHistory,
  updateRecord,
} from '../server.ts';
import { DEAL, openCrm } from '../testing/crm.ts';

let at: TestWorkspace;
let ctx: Ctx;
let id: string;
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
  id = (await createRecord(ctx, DEAL, { values: { title: '好' } })).id;
});
afterAll(() => at.close());

/** Fields and values that no client should send, and the field that must be blamed. */
const BAD: readonly (readonly [Record<string, unknown>, string])[] = [
  [{ nope: 1 }, 'nope'],
  [{ _id: newId() }, '_id'],
  [{ _owner_id: newId() }, '_owner_id'],
  [JSON.parse('{"__proto__": {"title": 1}}') as Record<string, unknown>, '__proto__'],
  [{ constructor: 1 }, 'constructor'],
  [{ "title'; drop table x; --": 1 }, "title'; drop table x; --"],
  [{ title: 5 }, 'title'],
  [{ title: ['a'] }, 'title'],
  [{ title: {} }, 'title'],
  [{ title: 'a\0b' }, 'title'],
  [{ title: '长'.repeat(21) }, 'title'],
  [{ title: '长'.repeat(1_000_000) }, 'title'],
  [{ amount: '12,5x' }, 'amount'],
  [{ amount: 'NaN' }, 'amount'],
  [{ amount: '1e400' }, 'amount'],
  [{ amount: Number.POSITIVE_INFINITY }, 'amount'],
  [{ amount: '-1' }, 'amount'],
  [{ amount: '1.234' }, 'amount'],
  [{ amount: true }, 'amount'],
  [{ closes: '2025-02-30' }, 'closes'],
  [{ closes: '0000-01-01' }, 'closes'],
  [{ closes: '10000-01-01' }, 'closes'],
  [{ closes: 5 }, 'closes'],
  [{ seen: 'yesterday' }, 'seen'],
  [{ seen: '2026-13-01T00:00:00Z' }, 'seen'],
  [{ hot: 'maybe' }, 'hot'],
  [{ stage: 'unknown' }, 'stage'],
  [{ stage: ['open'] }, 'stage'],
  [{ customer: 'x' }, 'customer'],
  [{ customer: newId() }, 'customer'],
  [{ customer: [newId()] }, 'customer'],
  [{ seller: "' or 1=1 --" }, 'seller'],
];

async function issuesOf(write: Promise<unknown>): Promise<readonly (string | number)[][]> {
  const error = await write.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!(error instanceof AppError)) throw error ?? new Error('was taken');
  expect(error.code).toBe('validation_failed');
  return error.issues.map(({ path }) => [...path]);
}

const LABELLED = BAD.map(([values, field]) => [JSON.stringify(values).slice(0, 60), values, field] as const);

test.each(LABELLED)('%s is refused at its field on every way in', async (_, values, field) => {
  const create = { title: '好', ...values };
  expect(await issuesOf(createRecord(ctx, DEAL, { values: create }))).toEqual([['values', field]]);
  expect(await issuesOf(updateRecord(ctx, DEAL, id, { set: values }))).toEqual([['set', field]]);
  const rows = [{ values: { title: '好' } }, { values: create }];
  expect(await issuesOf(bulkCreate(ctx, DEAL, rows))).toEqual([['create', 1, 'values', field]]);
});

test('texts that look like SQL or script are stored and found as they are', async () => {
  for (const title of ["'; drop table x;--", '<script>1</script>', '%_\\', '$1::text', '{"a":1}', '𠮷💡']) {
    const made = await createRecord(ctx, DEAL, { values: { title } });
    expect(made.values.title).toBe(title);
    const found = await queryRecords(ctx, DEAL, { filter: { '==': [{ var: 'title' }, title] } });
    expect(found.records.map((record) => record.id)).toEqual([made.id]);
    const searched = await queryRecords(ctx, DEAL, { search: title.split(' ')[0] ?? '' });
    expect(searched.records.map((record) => record.id)).toContain(made.id);
  }
});

test('values are not an object, ids are no ids: refused, never an exception', async () => {
  for (const values of [null, [], 'x', 5]) {
    const input = { values } as unknown as Parameters<typeof createRecord>[2];
    await expect(createRecord(ctx, DEAL, input)).rejects.toBeInstanceOf(AppError);
  }
  expect(await issuesOf(createRecord(ctx, DEAL, { id: 'x', values: { title: 'x' } }))).toEqual([['id']]);
  expect(await issuesOf(createRecord(ctx, DEAL, { owner: 'x', values: { title: 'x' } }))).toEqual([
    ['owner'],
  ]);
  for (const bad of ['x', '', "' or true", '01900000']) {
    await expect(getRecord(ctx, DEAL, bad)).rejects.toMatchObject({ code: 'record_not_found' });
    await expect(recordHistory(ctx, DEAL, bad)).rejects.toMatchObject({ code: 'record_not_found' });
    await expect(updateRecord(ctx, DEAL, bad, { set: {} })).rejects.toMatchObject({
      code: 'record_not_found',
    });
  }
  await expect(queryRecords(ctx, 'crm:nope', {})).rejects.toMatchObject({ code: 'form_not_found' });
});

test.each([
  [{ filter: { '==': [{ var: 'nope' }, 1] } }, ['filter', '==', 0, 'var']],
  [{ filter: { '>': [{ var: 'amount' }, 'x'] } }, ['filter', '>', 1]],
  [{ filter: { nope: [] } }, ['filter']],
  [{ filter: 'x' }, ['filter']],
  [{ sort: [{ field: 'nope', dir: 'asc' as const }] }, ['sort', 0, 'field']],
  [{ sort: [{ field: 'deal@customer', dir: 'asc' as const }] }, ['sort', 0, 'field']],
  [{ fields: ['title', 'nope'] }, ['fields', 1]],
])('query %j is refused at its place', async (query, path) => {
  const error = await queryRecords(ctx, DEAL, query).catch((caught: AppError) => caught);
  expect(error).toMatchObject({ code: 'query_invalid' });
  expect((error as AppError).issues[0]?.path.slice(0, path.length)).toEqual(path);
});

test('searches of any characters answer', async () => {
  for (const search of [
    '',
    ' ',
    '%',
    '_',
    '\\',
    "'",
    '\0',
    '💡',
    '，。',
    'a'.repeat(200),
    '(',
    '单 '.repeat(60),
  ]) {
    expect((await queryRecords(ctx, DEAL, { search })).records).toBeInstanceOf(Array);
  }
});

test('groups by what can’t be grouped or added up are refused', async () => {
  const bodies: GroupQuery[] = [
    { by: [{ field: 'amount' }] },
    { by: [{ field: 'nope' }] },
    { by: [{ field: 'stage', bucket: 'year' }] },
    { by: [], totals: { title: 'sum' } },
    { by: [], totals: { nope: 'filled' } },
  ];
  for (const body of bodies) {
    await expect(groupRecords(ctx, DEAL, body)).rejects.toMatchObject({ code: 'query_invalid' });
  }
});
