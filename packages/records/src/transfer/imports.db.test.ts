import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  type Ctx,
  createRecord,
  deleteRecord,
  type Imports,
  openImports,
  queryRecords,
  recordHistory,
} from '../server.ts';
import { CUSTOMER, DEAL, openCrm } from '../testing/crm.ts';
import { startServer } from '../testing/killed.ts';
import { as, member, role } from '../testing/people.ts';
import type { ImportBody } from './job/body.ts';
import { openJobLocks } from './job/locks.ts';
import { gbk } from './testing/files.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-imports-'));
let at: TestWorkspace;
let ctx: Ctx;
let imports: Imports;

beforeAll(async () => {
  ({ at, ctx } = await openCrm({
    extra: {
      roles: {
        sales: role({
          customer: {
            actions: ['view', 'import'],
            rows: { '==': [{ var: '_owner_id' }, { var: '$member' }] },
          },
          deal: { actions: ['view', 'import', 'export'], hidden: ['amount'] },
        }),
        reader: role({ customer: { actions: ['view'] } }),
      },
    },
  }));
  imports = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
  for (const name of ['云岭智能', 'GTX Pro', 'GTX Basic']) {
    await createRecord(ctx, CUSTOMER, { values: { name } });
  }
});
afterAll(async () => {
  await imports.stop();
  await at.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() => at.pool.query(`delete from ${at.schema}.${ctx.catalog.forms.get(DEAL)?.table}`));

const upload = (content: string | Buffer, { form = DEAL, who = ctx, name = '商机.csv' } = {}) =>
  imports.upload(who, form, { name, content: Readable.from([Buffer.from(content)]) });

/** Waits for an import to come to rest. */
async function settled(job: ImportBody, { form = DEAL, who = ctx } = {}): Promise<ImportBody> {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    current = await imports.get(who, form, job.id);
  }
  return current;
}

type Columns = ImportBody['mapping']['columns'];
async function previewed(
  content: string | Buffer,
  columns?: Partial<Columns[number]>[],
  options = {},
): Promise<ImportBody> {
  const { form = DEAL, who = ctx } = options as { form?: string; who?: Ctx };
  const job = await upload(content, { form, who });
  const mapping = columns
    ? {
        headerRows: 1,
        columns: columns.map((column, index) => ({ column: index, ...column }) as Columns[number]),
      }
    : job.mapping;
  return settled(await imports.preview(who, form, job.id, mapping), { form, who });
}
const commit = async (job: ImportBody, skipInvalid = false, { form = DEAL, who = ctx } = {}) =>
  settled(await imports.commit(who, form, job.id, { skipInvalid }), { form, who });
const stored = async (form = DEAL, who = ctx) =>
  (await queryRecords(who, form, { sort: [{ field: '_created_at', dir: 'asc' }], limit: 500 })).records;
const errorsOf = ({ preview, result }: ImportBody) =>
  (result ?? preview)?.errors.map(({ row, field, code }) => [row, field, code]);

async function refusal(work: Promise<unknown>): Promise<unknown[]> {
  const error = await work.catch((caught: unknown) => caught);
  if (!(error instanceof AppError)) throw new Error(`was not refused: ${String(error)}`);
  return [error.code, ...error.issues.map(({ path: where, code }) => `${where.join('.')} ${code}`)];
}

describe('a file on its way into a form', () => {
  test('is read, its mapping guessed, checked and imported, with references by title and history', async () => {
    const job = await previewed(
      'title,customer,amount,closes,stage\n续费,云岭智能,"1,200.50",3/15/2026,WON\n',
    );
    expect(job).toMatchObject({
      state: 'previewed',
      fileName: '商机.csv',
      rows: 1,
      mapping: {
        headerRows: 1,
        columns: [
          { column: 0, field: 'title' },
          { column: 1, field: 'customer' },
          { column: 2, field: 'amount' },
          { column: 3, field: 'closes', dateOrder: 'mdy' },
          { column: 4, field: 'stage' },
        ],
      },
      preview: {
        valid: 1,
        invalid: 0,
        errors: [],
        unmatched: [],
        sample: [
          {
            row: 2,
            cells: {
              title: '续费',
              customer: '云岭智能',
              amount: '¥1,200.50',
              closes: '2026-03-15',
              stage: 'won',
            },
          },
        ],
      },
    });
    expect(await stored()).toEqual([]);
    expect(await commit(job)).toMatchObject({
      state: 'done',
      progress: { done: 1, total: 1 },
      result: { created: 1, failed: 0, errors: [] },
    });
    const [made] = await stored();
    expect(made).toMatchObject({
      values: {
        title: '续费',
        amount: '1200.5',
        closes: '2026-03-15',
        stage: 'won',
        number: expect.stringMatching(/^单-/),
      },
    });
    const { changes } = await recordHistory(ctx, DEAL, made?.id ?? '');
    expect(changes[0]).toMatchObject({ cause: 'import', op: 'create' });
    expect(await refusal(imports.commit(ctx, DEAL, job.id, { skipInvalid: false }))).toEqual([
      'import_state',
    ]);
  });

  test('each mistake is told at its row and field in the caller’s language, with what stands there', async () => {
    const job = await previewed(
      'title,amount,closes,customer,stage,hot\n' +
        ',5,2025-02-30,云岭智能,open,是\n' +
        '太长太长太长太长太长太长太长太长太长太长太长,-1,2025-02-28,无此客户,开始,maybe\n' +
        '好,1,,,won,\n好,,,,won,\n',
    );
    expect(errorsOf(job)).toEqual([
      [2, 'title', 'required'],
      [2, 'closes', 'invalid_date'],
      [3, 'title', 'too_long'],
      [3, 'amount', 'too_small'],
      [3, 'customer', 'reference_unknown'],
      [3, 'stage', 'unknown_option'],
      [3, 'hot', 'invalid_boolean'],
      [5, 'amount', 'check_failed'],
    ]);
    expect(job.preview).toMatchObject({ valid: 1, invalid: 3 });
    expect(job.preview?.errors[1]).toMatchObject({
      text: '2025-02-30',
      column: 2,
      message: '不是有效的日期，请按 2025-03-01 填写',
    });
    expect(job.preview?.errors[0]).toMatchObject({ message: '请填写text' });
    const english = await imports.get({ ...ctx, locale: 'en' }, DEAL, job.id);
    expect(english.preview?.errors.at(-1)?.message).toBe('A won deal needs an amount');

    const failed = await commit(job);
    expect(failed).toMatchObject({ state: 'failed', result: { created: 0, failed: 4 } });
    expect(failed.issues).toEqual([
      { path: [], code: 'import_refused', params: { count: 3 }, message: '3 行有错误，没有导入任何数据' },
    ]);
    expect(await stored()).toEqual([]);
    const again = await settled(await imports.preview(ctx, DEAL, job.id, job.mapping));
    expect(await commit(again, true)).toMatchObject({ state: 'done', result: { created: 1, failed: 3 } });
    expect((await stored()).map(({ values }) => values.title)).toEqual(['好']);
  });

  test('names that match nothing are listed with suggestions; the user chooses one, empty, or a new record', async () => {
    const csv = 'title,customer\na,GTXPro\nb,GTXPro\nc,全新客户\nd,云岭智能\n';
    const columns = (more: object) => [{ field: 'title' }, { field: 'customer', ...more }];
    const job = await previewed(csv, columns({}));
    expect(job.preview).toMatchObject({ valid: 1, invalid: 3 });
    expect(job.preview?.unmatched).toEqual([
      { column: 1, field: 'customer', text: 'GTXPro', count: 2, suggestions: expect.any(Array) },
      { column: 1, field: 'customer', text: '全新客户', count: 1, suggestions: [] },
    ]);
    expect(job.preview?.unmatched[0]?.suggestions[0]).toEqual({ value: 'GTX Pro', label: 'GTX Pro' });

    const emptied = await previewed(csv, columns({ replace: { GTXPro: 'GTX Pro' }, unmatched: 'empty' }));
    expect(emptied.preview).toMatchObject({ valid: 4, invalid: 0 });
    expect(emptied.preview?.sample.map(({ cells }) => cells.customer)).toEqual([
      'GTX Pro',
      'GTX Pro',
      undefined,
      '云岭智能',
    ]);
    const nulled = await previewed(csv, columns({ replace: { GTXPro: null, 全新客户: null } }));
    expect(nulled.preview).toMatchObject({ valid: 4, unmatched: [] });

    const created = await previewed(csv, columns({ replace: { GTXPro: 'GTX Pro' }, unmatched: 'create' }));
    expect(created.preview).toMatchObject({
      valid: 4,
      invalid: 0,
      unmatched: [{ text: '全新客户', count: 1 }],
    });
    expect(created.preview?.sample[2]?.cells.customer).toBe('全新客户');
    const before = (await stored(CUSTOMER)).length;
    expect(await commit(created)).toMatchObject({ result: { created: 4 } });
    const customers = await stored(CUSTOMER);
    expect(customers.length).toBe(before + 1);
    const made = customers.find(({ values }) => values.name === '全新客户');
    expect((await stored()).filter(({ values }) => values.customer === made?.id).length).toBe(1);
    expect((await recordHistory(ctx, CUSTOMER, made?.id ?? '')).changes[0]?.cause).toBe('import');
    await deleteRecord(ctx, CUSTOMER, made?.id ?? '');
  });

  test('options in several languages, choices for parts of a cell, and the key of an option', async () => {
    const job = await previewed(
      'name,tags,grade\nA1,"vip、新客",A\nA2,新客,d\n',
      [
        { field: 'name' },
        { field: 'tags', replace: { 新客: 'new' } },
        { field: 'grade', unmatched: 'empty' },
      ],
      { form: CUSTOMER },
    );
    expect(job.preview).toMatchObject({ valid: 2, unmatched: [{ field: 'grade', text: 'd', count: 1 }] });
    expect(job.preview?.sample.map(({ cells }) => cells.tags)).toEqual(['vip、new', 'new']);
  });

  test('a name that several records have is a mistake of its own, unless another field tells them apart', async () => {
    const people = await Promise.all(
      ['同名者', '同名者'].map((name, index) =>
        member(at, `01900000-0000-7000-8000-00000000020${index}`, name),
      ),
    );
    await at.pool.query(`update ${at.schema}.member set email = 'a@b.cn' where id = $1`, [people[1]?.id]);
    await at.pool.query(`update ${at.schema}.member set phone = '+8613800138000' where id = $1`, [
      people[0]?.id,
    ]);
    const job = await previewed('title,seller\na,同名者\nb,A@B.cn\nc,138 0013 8000\n', [
      { field: 'title' },
      { field: 'seller' },
    ]);
    expect(job.preview?.errors).toMatchObject([
      {
        row: 2,
        field: 'seller',
        code: 'reference_ambiguous',
        message: '有 2 条数据都叫“同名者”，请改用不重复的字段匹配',
      },
    ]);
    expect(job.preview?.unmatched).toEqual([]);
  });

  test('duplicates of a unique field: with records, and within the file with the row named', async () => {
    const job = await previewed('name\n云岭智能\n重复\n独一\n重复\n', undefined, { form: CUSTOMER });
    expect(errorsOf(job)).toEqual([
      [2, 'name', 'not_unique'],
      [5, 'name', 'duplicate_in_file'],
    ]);
    expect(job.preview?.errors[1]?.message).toBe('与文件第 3 行的text重复');
    expect(await commit(job, true, { form: CUSTOMER })).toMatchObject({ result: { created: 2, failed: 2 } });
  });

  test('a reference to a deleted record is unknown; by its id it is missing', async () => {
    const { id } = await createRecord(ctx, CUSTOMER, { values: { name: '已删除' } });
    await deleteRecord(ctx, CUSTOMER, id);
    const job = await previewed(`title,customer\na,已删除\nb,${id}\n`, [
      { field: 'title' },
      { field: 'customer' },
    ]);
    expect(errorsOf(job)).toEqual([
      [2, 'customer', 'reference_unknown'],
      [3, 'customer', 'reference_missing'],
    ]);
  });

  test('a file in GBK, with a title above the names', async () => {
    const job = await previewed(gbk('客户导入\n客户导入说明,,\ntitle,amount,hot\n续费,1200,是\n'));
    expect(job.mapping.headerRows).toBe(3);
    expect(await commit(job)).toMatchObject({ result: { created: 1 } });
  });

  test('another number of rows above the data changes names, samples and count', async () => {
    const job = await upload('x,1\ny,2\n');
    const { columns } = { columns: [{ column: 0, field: 'title' }] };
    const next = await settled(await imports.preview(ctx, DEAL, job.id, { headerRows: 0, columns }));
    expect(next).toMatchObject({
      rows: 2,
      columns: [
        { name: 'A', samples: ['x', 'y'] },
        { name: 'B', samples: ['1', '2'] },
      ],
    });
  });
});

describe('whom and what an import obeys', () => {
  let sales: Ctx;
  let reader: Ctx;
  beforeAll(async () => {
    sales = as(ctx, await member(at, '01900000-0000-7000-8000-000000000101', '王销售', 'sales'));
    reader = as(ctx, await member(at, '01900000-0000-7000-8000-000000000102', '李只读', 'reader'));
  });

  test('without the right to import nothing is stored', async () => {
    const before = readdirSync(dir).length;
    expect(await refusal(upload('name\na\n', { form: CUSTOMER, who: reader }))).toEqual(['forbidden']);
    expect(readdirSync(dir).length).toBe(before);
  });

  test('hidden fields are neither guessed nor taken, other members’ records not matched', async () => {
    const job = await upload('title,amount,customer\na,1,云岭智能\n', { who: sales });
    expect(job.mapping.columns.map(({ field }) => field)).toEqual(['title', 'customer']);
    const columns = [{ column: 1, field: 'amount' }];
    expect(await refusal(imports.preview(sales, DEAL, job.id, { columns }))).toEqual([
      'validation_failed',
      'mapping.columns.0.field unknown_field',
    ]);
    const checked = await settled(await imports.preview(sales, DEAL, job.id, job.mapping), { who: sales });
    expect(errorsOf(checked)).toEqual([[2, 'customer', 'reference_unknown']]);
    expect(checked.preview?.unmatched[0]?.suggestions).toEqual([]);
  });

  test('an import belongs to who began it, and to its form', async () => {
    const job = await upload('title\na\n');
    expect(await refusal(imports.get(sales, DEAL, job.id))).toEqual(['import_not_found']);
    expect(await refusal(imports.get(ctx, CUSTOMER, job.id))).toEqual(['import_not_found']);
    const own = await upload('title\na\n', { who: sales });
    expect(await imports.get(ctx, DEAL, own.id)).toMatchObject({ state: 'uploaded' });
  });

  test('records go to the member who imports, or to the owner that a column names', async () => {
    const job = await previewed(
      'name,负责人,grade\nS1,,d\nS2,李只读,d\n',
      [{ field: 'name' }, { field: '_owner_id' }, { field: 'grade', unmatched: 'empty' }],
      { form: CUSTOMER },
    );
    // What can't be read shows nothing, least of all the owner.
    expect(job.preview?.sample.map(({ cells }) => cells)).toEqual([
      { name: 'S1' },
      { name: 'S2', _owner_id: '李只读' },
    ]);
    expect(await commit(job, false, { form: CUSTOMER })).toMatchObject({ result: { created: 2 } });
    const owners = new Map((await stored(CUSTOMER)).map(({ values, meta }) => [values.name, meta.owner]));
    expect([owners.get('S1'), owners.get('S2')]).toEqual([ctx.actor.id, reader.actor.id]);
    // Somebody who sees only their own records can't write one for another.
    const out = await previewed('name,负责人\nS3,李只读\n', [{ field: 'name' }, { field: '_owner_id' }], {
      form: CUSTOMER,
      who: sales,
    });
    expect(out.preview).toMatchObject({ valid: 0, invalid: 1, errors: [{ row: 2, code: 'out_of_scope' }] });
  });

  test('mistakes in a mapping are told at their place', async () => {
    const job = await upload('a,b\n1,2\n');
    const columns = [
      { column: 0, field: 'title' },
      { column: 9, field: 'title' },
      { column: 1, field: 'customer', matchBy: 'tags', unmatched: 'create' as const },
      { column: 1, field: 'seller', unmatched: 'create' as const },
      { column: 1, field: 'nothing' },
    ];
    expect(await refusal(imports.preview(ctx, DEAL, job.id, { columns }))).toEqual([
      'validation_failed',
      'mapping.columns.1.field field_twice',
      'mapping.columns.1.column column_missing',
      'mapping.columns.2.matchBy not_matchable',
      'mapping.columns.3.unmatched create_not_allowed',
      'mapping.columns.4.field unknown_field',
    ]);
  });
});

describe('what is left of an import that does not end well', () => {
  const MANY = `title\n${Array.from({ length: 8_000 }, (_, n) => `商机 ${n}`).join('\n')}\n`;
  const changes = () => at.list(`select count(*)::int from ${at.schema}.record_change`);
  const leftovers = (id: string) => readdirSync(dir).filter((name) => name.startsWith(id));

  test('progress is visible while rows are written, and cancelling leaves neither records nor files', async () => {
    const job = await previewed(MANY);
    const before = await changes();
    const running = imports.commit(ctx, DEAL, job.id, { skipInvalid: false });
    let seen = 0;
    while (seen === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const now = await imports.get(ctx, DEAL, job.id);
      if (now.state === 'done') throw new Error('was over before it could be cancelled');
      if (now.state === 'running') seen = now.progress.done;
    }
    expect(await imports.cancel(ctx, DEAL, job.id)).toMatchObject({ state: 'cancelled' });
    expect(await running).toMatchObject({ state: 'cancelled' });
    expect(await stored()).toEqual([]);
    expect(leftovers(job.id)).toEqual([]);
    expect(await changes()).toEqual(before);
    const refused = [
      imports.cancel(ctx, DEAL, job.id),
      imports.problems(ctx, DEAL, job.id, {}),
      imports.errors(ctx, DEAL, job.id),
      imports.preview(ctx, DEAL, job.id, { ...job.mapping, headerRows: 0 }),
    ];
    expect(await Promise.all(refused.map(refusal))).toEqual(refused.map(() => ['import_state']));
  });

  test('two commits of one import: one is done, the other refused', async () => {
    const job = await previewed('title\na\n');
    const both = await Promise.allSettled(
      [1, 2].map(() => imports.commit(ctx, DEAL, job.id, { skipInvalid: false })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await settled(await imports.get(ctx, DEAL, job.id))).state).toBe('done');
    expect((await stored()).length).toBe(1);
  });

  test('a stopped server ends its imports with nothing written; who finds them goes on', async () => {
    const job = await previewed(MANY);
    const other = openImports({ pool: at.pool, dir, log: ctx.log, open: async () => ctx });
    const running = other.commit(ctx, DEAL, job.id, { skipInvalid: false });
    while ((await imports.get(ctx, DEAL, job.id)).state !== 'running')
      await new Promise((resolve) => setTimeout(resolve, 5));
    await other.stop();
    expect(await running).toMatchObject({ state: 'running' });
    expect(await stored()).toEqual([]);
    expect(await settled(await imports.get(ctx, DEAL, job.id))).toMatchObject({
      state: 'done',
      result: { created: job.rows, failed: 0 },
    });
    expect(await refusal(other.commit(ctx, DEAL, job.id, { skipInvalid: false }))).toEqual(['busy']);
  });

  test('a server killed while it writes leaves nothing, and its import goes on where it is found', async () => {
    const job = await previewed(MANY);
    const child = await startServer({ url: at.url, pool: at.pool, dir });
    let moment = false;
    const over = child.works(`commit ${DEAL} ${job.id}`, () => moment);
    let now = job;
    while (now.state !== 'running' || now.progress.done < job.rows * 0.6) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      now = await imports.get(ctx, DEAL, job.id);
      if (now.state === 'done') throw new Error('was over before it could be killed');
    }
    moment = true;
    await over;
    await child.kill();
    expect(await stored()).toEqual([]);
    now = await settled(await imports.get(ctx, DEAL, job.id));
    expect(now).toMatchObject({ state: 'done', result: { created: job.rows, failed: 0 } });
    const { total } = await queryRecords(ctx, DEAL, { total: 'exact' });
    expect(total?.value).toBe(job.rows);
  }, 180_000);

  test('a dead server’s imports that can’t go on are found failed by whoever looks, a living one’s are left alone', async () => {
    const dead = await previewed('title\na\n');
    const alive = await previewed('title\na\n');
    const swept = await previewed('title\na\n');
    const release = await openJobLocks(at.pool).hold(alive.id);
    await at.pool.query(`update ${at.schema}.import_job set state = 'running' where id = any($1)`, [
      [dead.id, alive.id, swept.id],
    ]);
    expect(await imports.get(ctx, DEAL, dead.id)).toMatchObject({
      state: 'failed',
      issues: [{ message: '导入中断，没有写入任何数据，请重新开始' }],
    });
    expect(await imports.get(ctx, DEAL, alive.id)).toMatchObject({ state: 'running' });
    await imports.sweep([ctx.catalog.workspace]);
    expect(
      await at.list(`select state from ${at.schema}.import_job where id = any($1) order by state`, [
        [alive.id, swept.id],
      ]),
    ).toEqual(['failed', 'running']);
    await release();
    expect(await imports.get(ctx, DEAL, alive.id)).toMatchObject({ state: 'failed' });
  });

  test('a file that is too large or no table leaves nothing behind', async () => {
    const before = readdirSync(dir).length;
    const endless = Readable.from(
      (function* () {
        for (let n = 0; n < 60; n++) yield Buffer.alloc(1 << 20, 'a\n');
      })(),
    );
    expect(await refusal(imports.upload(ctx, DEAL, { name: 'x.csv', content: endless }))).toEqual([
      'file_too_large',
    ]);
    expect(await refusal(upload('a\n"b'))).toEqual(['file_unreadable', 'file sheet_broken']);
    expect(readdirSync(dir).length).toBe(before);
  });

  test('files that nobody came back for are removed', async () => {
    const id = '01900000-0000-7000-8000-0000000000ff';
    writeFileSync(path.join(dir, `${id}.rows`), '[]');
    const { utimes } = await import('node:fs/promises');
    await utimes(path.join(dir, `${id}.rows`), 0, 0);
    await imports.sweep([]);
    expect(leftovers(id)).toEqual([]);
  });
});
