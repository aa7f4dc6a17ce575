import { afterAll, beforeAll, expect, test } from 'vitest';
import { scoped } from '../access/scoped.ts';
import { bundle, field, tableView } from '../definitions/testing/documents.ts';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import { listCollation } from '../query/collation.ts';
import { conditionsOf } from '../query/input.ts';
import { explain, rowsOf, select } from '../query/select.ts';
import { orderBy, sortKeys } from '../query/sort.ts';
import {
  adviseIndexes,
  type Ctx,
  createRecord,
  flushLists,
  groupRecords,
  listIndexes,
  pauseIndexes,
  publishBundle,
  queryRecords,
  type RecordQuery,
} from '../server.ts';
import { crmForms, DEAL, openCrm } from '../testing/crm.ts';

let at: TestWorkspace;
let ctx: Ctx;
beforeAll(async () => {
  ({ at, ctx } = await openCrm());
  await at.pool.query(`insert into ${at.schema}.crm__deal (_id, _version, _created_at, _updated_at, title, hot, amount, closes)
    select gen_random_uuid(), 1, now(), now(), 't' || i, i % 7 = 0, i, date '2026-01-01' + i % 300 from generate_series(1, 4000) i`);
  await at.pool.query(`analyze ${at.schema}.crm__deal`);
  // Test files share a process, and with it what was asked there of workspaces that have the same id.
  await flushLists(at.pool, at.workspace);
  await at.pool.query(`delete from ${at.schema}.list_shape`);
});
afterAll(() => at.close());

const HOT: RecordQuery = {
  filter: { '==': [{ var: 'hot' }, true] },
  sort: [{ field: 'amount', dir: 'desc' }],
};
const BY_TITLE: RecordQuery = { sort: [{ field: 'title', dir: 'asc' }] };

async function ask(body: RecordQuery, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await queryRecords(ctx, DEAL, { ...body, limit: 5, total: 'none' });
}
async function advise(): Promise<string[]> {
  await flushLists(at.pool, at.workspace);
  await adviseIndexes(at.pool, await at.catalog(), ctx.log);
  return (await at.list(
    `select i.relname from pg_class i join pg_index x on x.indexrelid = i.oid
     where i.relname ~ '^advised_[0-9a-f]{16}$' and x.indisvalid order by 1`,
  )) as string[];
}
/** Indexes that the planner reads a page by. */
async function planOf(body: RecordQuery): Promise<string> {
  const scope = scoped(ctx, DEAL, 'view');
  const keys = sortKeys(scope, body.sort ?? [], await listCollation(at.pool));
  const page = select(scope, {
    columns: [scope.column('_id')],
    where: conditionsOf(scope, body),
    orderBy: orderBy(keys, 'present'),
    limit: 51,
  });
  return JSON.stringify(await rowsOf(ctx, explain(page)));
}

test('a list that is asked for again and again gets an index that its pages are read by', async () => {
  await ask(HOT, 4);
  expect(await advise()).toEqual([]);
  await ask(HOT, 1);
  const [name, ...more] = await advise();
  expect(more).toEqual([]);
  expect(await planOf(HOT)).toContain(`"Index Name":"${name}"`);
  expect(await planOf(HOT)).not.toContain('"Sort"');
  const { forms } = await listIndexes(ctx);
  expect(forms).toEqual([
    {
      app: 'crm',
      form: 'deal',
      paused: false,
      indexes: [
        expect.objectContaining({
          name,
          equal: ['hot'],
          sort: HOT.sort,
          uses: 5,
          madeAt: expect.any(String),
        }),
      ],
    },
  ]);
  expect(forms[0]?.indexes[0]?.bytes).toBeGreaterThan(8_000);
});

test('a saved view needs to be looked at once only', async () => {
  const closing = {
    filter: { '==': [{ var: 'hot' }, false] },
    sort: [{ field: 'closes', dir: 'asc' as const }],
  };
  const views = { closing: { ...tableView('deal', 'title'), ...closing } };
  await publishBundle(ctx, 'crm', bundle(crmForms(), { views }));
  ctx = await at.ctx();
  expect(await advise()).toHaveLength(1);
  await ask(closing, 1);
  expect(await advise()).toHaveLength(2);
  const { forms } = await listIndexes(ctx);
  expect(forms[0]?.indexes.map(({ view: by }) => by)).toEqual([undefined, 'crm:closing']);
});

test('publishing leaves them alone; one half built is built anew; what is no work of the advisor stays', async () => {
  const before = await advise();
  await at.pool.query(`create index mine on ${at.schema}.crm__deal (reason)`);
  await at.pool.query(`create index advised_0123456789abcdef on ${at.schema}.crm__deal (code)`);
  await at.pool.query(
    `update pg_index set indisvalid = false where indexrelid = '${at.schema}.${before[0]}'::regclass`,
  );
  expect(await advise()).toEqual(before);
  expect(await at.list(`select relname from pg_class where relname = 'mine'`)).toEqual(['mine']);
  expect(await groupRecords(ctx, DEAL, { by: [] })).toMatchObject({ all: { count: 4000 } });
});

test('a text that may be longer than an index holds is saved all the same', async () => {
  await ask(BY_TITLE, 5);
  const before = await advise();
  expect(before).toHaveLength(3);
  expect(await planOf(BY_TITLE)).toContain('"Index Name":"advised');
  const forms = crmForms();
  const title = field('text', { maxLength: 10_000 });
  const deal = { ...forms.deal!, properties: { ...forms.deal!.properties, title } };
  await publishBundle(ctx, 'crm', bundle({ ...forms, deal }));
  ctx = await at.ctx();
  const long = Array.from({ length: 9_000 }, (_, i) =>
    String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000)),
  ).join('');
  await createRecord(ctx, DEAL, { values: { title: long } });
  expect(await advise()).toHaveLength(2);
});

test('a form whose lists get no more keeps what it has; what nobody used for 30 days goes', async () => {
  const other: RecordQuery = { sort: [{ field: 'closes', dir: 'desc' }] };
  await pauseIndexes(ctx, 'crm', 'deal', true);
  await ask(other, 9);
  expect(await advise()).toHaveLength(2);
  expect((await listIndexes(ctx)).forms[0]?.paused).toBe(true);
  await pauseIndexes(ctx, 'crm', 'deal', false);
  expect(await advise()).toHaveLength(3);
  await at.pool.query(`update ${at.schema}.list_shape set used_at = now() - interval '31 days'`);
  expect(await advise()).toEqual([]);
  expect(await at.list(`select name from ${at.schema}.advised_index`)).toEqual([]);
  await expect(pauseIndexes(ctx, 'crm', 'nope', true)).rejects.toMatchObject({ code: 'form_not_found' });
});
