import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@trellis/metadata';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEAL, now, openDeals } from '../batch/testing/deals.ts';
import {
  batchRecords,
  type Ctx,
  createRecord,
  getBatch,
  type Imports,
  openImports,
  queryRecords,
  recordHistory,
  undoBatch,
  updateRecord,
} from '../server.ts';
import type { ImportBody } from './job/body.ts';

/** Imports that find the records which their rows are about, and the way back from them. */

const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-upserts-'));
let w: Awaited<ReturnType<typeof openDeals>>;
let ctx: Ctx;
let imports: Imports;

beforeAll(async () => {
  w = await openDeals();
  ({ ctx } = w);
  imports = openImports({ pool: w.at.pool, dir, log: ctx.log, open: async () => ctx });
});
afterAll(async () => {
  await imports.stop();
  await w.at.close();
  rmSync(dir, { recursive: true });
});
beforeEach(() => w.at.pool.query(`delete from ${w.at.schema}.${ctx.catalog.forms.get(DEAL)?.table}`));

type Mapping = ImportBody['mapping'];

async function settled(job: ImportBody): Promise<ImportBody> {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    current = await imports.get(ctx, DEAL, job.id);
  }
  return current;
}

/** @param rows lines of cells; the first names the fields */
async function previewed(
  rows: readonly (readonly string[])[],
  how: Omit<Mapping, 'columns' | 'headerRows'>,
  who: Ctx = now(ctx),
): Promise<ImportBody> {
  const text = rows.map((cells) => cells.join(',')).join('\n');
  const content = Readable.from([Buffer.from(text)]);
  const job = await imports.upload(who, DEAL, { name: '商机.csv', content });
  const columns = (rows[0] ?? []).map((field, column) => ({ column, field }));
  return settled(await imports.preview(who, DEAL, job.id, { headerRows: 1, columns, ...how }));
}
const commit = async ({ id }: ImportBody, skipInvalid = false): Promise<ImportBody> =>
  settled(await imports.commit(now(ctx), DEAL, id, { skipInvalid }));

const standing = async () =>
  (await queryRecords(ctx, DEAL, { sort: [{ field: '_created_at', dir: 'asc' }], limit: 500 })).records;
const make = (values: Record<string, unknown>) => createRecord(now(ctx), DEAL, { values });
const errorsOf = ({ preview, result }: ImportBody) =>
  (result ?? preview)?.errors.map(({ row, code }) => [row, code]);

async function undone(id: string) {
  const { id: back } = await undoBatch(now(ctx), id);
  await w.work();
  return getBatch(now(ctx), back);
}

const UPSERT: Pick<Mapping, 'match' | 'policy'> = { match: ['title'], policy: 'upsert' };

describe('rows that are about records', () => {
  test('are compared as keys are, and told apart: new, changed, unchanged, with before and after', async () => {
    const kept = await make({ title: 'Alpha 项目', amount: '1', cost: '5' });
    await make({ title: '乙', amount: '2' });
    const job = await previewed(
      [
        ['title', 'amount', 'cost'],
        ['ALPHA项目', '7', ''],
        ['乙', '2', ''],
        ['丙', '3', '4'],
      ],
      UPSERT,
    );
    expect(job.preview).toMatchObject({
      valid: 3,
      invalid: 0,
      plan: { created: 1, changed: 1, unchanged: 1, left: 0 },
      conflicts: 0,
      changes: [
        {
          row: 2,
          record: kept.id,
          title: 'Alpha 项目',
          cells: {
            title: { before: 'Alpha 项目', after: 'ALPHA项目' },
            amount: { before: '1', after: '7' },
          },
        },
      ],
    });
    const done = await commit(job);
    expect(done.result).toMatchObject({
      created: 1,
      updated: 1,
      unchanged: 1,
      left: 0,
      failed: 0,
      batch: job.id,
    });
    expect((await standing()).map(({ values }) => [values.title, values.amount, values.cost])).toEqual([
      ['ALPHA项目', '7', '5'],
      ['乙', '2', null],
      ['丙', '3', '4'],
    ]);
    // What is worked out and what is searched follow.
    const found = await queryRecords(ctx, DEAL, { search: 'ALPHA项目' });
    expect(found.records.map(({ values }) => [values.twice, values.title])).toEqual([['14', 'ALPHA项目']]);
    const { changes } = await recordHistory(now(ctx), DEAL, kept.id);
    expect(changes[0]).toMatchObject({ op: 'update', cause: 'import', version: 2 });
  });

  test('empty cells clear where they shall, and policies leave out what they say', async () => {
    await make({ title: '甲', amount: '1', cost: '5' });
    const rows = [
      ['title', 'amount', 'cost'],
      ['甲', '9', ''],
      ['新', '3', ''],
    ];
    const cleared = await previewed(rows, { match: ['title'], policy: 'update', empty: 'clear' });
    expect(cleared.preview?.plan).toEqual({ created: 0, changed: 1, unchanged: 0, left: 1 });
    expect((await commit(cleared)).result).toMatchObject({ created: 0, updated: 1, left: 1, failed: 0 });
    expect((await standing()).map(({ values }) => [values.title, values.amount, values.cost])).toEqual([
      ['甲', '9', null],
    ]);
    const added = await previewed(rows, { match: ['title'], policy: 'skip' });
    expect(added.preview?.plan).toEqual({ created: 1, changed: 0, unchanged: 0, left: 1 });
    expect((await commit(added)).result).toMatchObject({ created: 1, updated: 0, left: 1 });
    expect(await standing()).toHaveLength(2);
  });

  test('conflicts are mistakes of their rows', async () => {
    await make({ title: '双', amount: '1' });
    await make({ title: '双', amount: '2' });
    const one = await make({ title: '单', amount: '3' });
    const job = await previewed(
      [
        ['title', 'amount'],
        ['双', '4'],
        ['单', '5'],
        ['单', '6'],
        ['', '7'],
        ['新', '8'],
      ],
      UPSERT,
    );
    expect(errorsOf(job)).toEqual([
      [2, 'import_key_many'],
      [4, 'import_key_twice'],
      [5, 'import_key_empty'],
    ]);
    expect(job.preview).toMatchObject({ conflicts: 3, plan: { created: 1, changed: 1 } });
    // Somebody changes the record after the preview.
    await updateRecord(now(ctx), DEAL, one.id, { set: { cost: '1' } });
    const done = await commit(job, true);
    expect(errorsOf(done)).toContainEqual([3, 'import_touched']);
    expect(done.result).toMatchObject({ created: 1, updated: 0, failed: 4 });
    const after = (await standing()).find(({ id }) => id === one.id);
    expect(after?.values).toMatchObject({ amount: '3', cost: '1' });
  });

  test('an error leaves all unwritten unless it is skipped; warnings and limits hold as in a form', async () => {
    await make({ title: '甲', amount: '1' });
    const rows = [
      ['title', 'amount'],
      ['甲', '2000'],
      ['乙', '600'],
      ['丙', '3'],
    ];
    const job = await previewed(rows, UPSERT);
    expect(errorsOf(job)).toEqual([
      [2, 'check_warning'],
      [2, 'too_large'],
      [3, 'check_warning'],
    ]);
    expect(await commit(job)).toMatchObject({ state: 'failed', result: { created: 0, failed: 3 } });
    expect(await standing()).toHaveLength(1);
  });

  test('what a mapping says of matching must make sense', async () => {
    const refusals = async (how: Parameters<typeof previewed>[1]) => {
      const error = await previewed([['title'], ['甲']], how).catch((caught: unknown) => caught);
      return error instanceof AppError
        ? error.issues.map(({ path: at, code }) => [at.join('.'), code])
        : error;
    };
    expect(await refusals({ policy: 'update' })).toEqual([['mapping.match', 'match_missing']]);
    expect(await refusals({ policy: 'skip', match: ['amount', 'nothing', 'tags'] })).toEqual([
      ['mapping.match.0', 'match_unmapped'],
      ['mapping.match.1', 'unknown_field'],
      ['mapping.match.2', 'not_a_match'],
    ]);
  });
});

describe('what people choose for a file', () => {
  test('cells that are corrected in their place count instead of what the file has, and stay with the import', async () => {
    const rows = [
      ['title', 'amount', 'cost'],
      ['甲', '一百'],
      ['乙', '2'],
    ];
    const edits = [
      { row: 2, column: 1, text: '100' },
      { row: 3, column: 2, text: '7' },
    ];
    const job = await previewed(rows, { edits });
    expect(job.preview).toMatchObject({ valid: 2, invalid: 0 });
    const still = await previewed(rows, { edits: [{ row: 2, column: 1, text: '两百' }] });
    expect(still.preview?.errors).toMatchObject([{ row: 2, column: 1, text: '两百' }]);
    expect((await imports.get(ctx, DEAL, job.id)).mapping.edits).toEqual(edits);
    await commit(job);
    expect((await standing()).map(({ values }) => [values.title, values.amount, values.cost])).toEqual([
      ['甲', '100', null],
      ['乙', '2', '7'],
    ]);
  });

  test('the next file with the same columns is taken the same way, corrections aside', async () => {
    const rows = [
      ['名', '数', '本'],
      ['甲', '1', '2'],
    ];
    const text = rows.map((cells) => cells.join(',')).join('\n');
    const upload = (who: Ctx = now(ctx)) =>
      imports.upload(who, DEAL, { name: '商机.csv', content: Readable.from([Buffer.from(text)]) });
    const first = await upload();
    expect(first.remembered).toBeUndefined();
    const mapping: Mapping = {
      headerRows: 1,
      columns: [
        { column: 0, field: 'title', replace: { 甲: '乙' } },
        { column: 2, field: 'cost' },
      ],
      ...UPSERT,
    };
    const edits = [{ row: 2, column: 2, text: '3' }];
    await commit(await settled(await imports.preview(now(ctx), DEAL, first.id, { ...mapping, edits })));
    expect(await upload()).toMatchObject({ remembered: true, mapping });
    // It is the member's own.
    const other = await upload(await w.people('别人', 'importer'));
    expect(other).toMatchObject({ mapping: { columns: [] } });
  });
});

describe('the way back from an import', () => {
  test('new records go, changed ones return; what people did since stays and is told', async () => {
    const old = await make({ title: '甲', amount: '1', cost: '5' });
    const job = await commit(
      await previewed(
        [
          ['title', 'amount', 'cost'],
          ['甲', '7', '8'],
          ['乙', '2', ''],
          ['丙', '3', ''],
        ],
        UPSERT,
      ),
    );
    expect(await getBatch(now(ctx), job.id)).toMatchObject({
      op: 'import',
      state: 'done',
      done: 3,
      undoable: true,
    });
    const third = (await standing()).find(({ values }) => values.title === '丙');
    await updateRecord(now(ctx), DEAL, third?.id ?? '', { set: { cost: '9' } });
    await updateRecord(now(ctx), DEAL, old.id, { set: { cost: '10' } });
    const back = await undone(job.id);
    expect(back).toMatchObject({ state: 'done', total: 3, done: 2, kept: 1, skipped: 1 });
    expect((await standing()).map(({ values }) => [values.title, values.amount, values.cost])).toEqual([
      ['甲', '1', '10'],
      ['丙', '3', '9'],
    ]);
    const { records } = await batchRecords(now(ctx), back.id, {});
    expect(records.map(({ outcome, issues }) => [outcome, issues.map(({ code }) => code)]).sort()).toEqual([
      ['kept', ['batch_changed_since']],
      ['skipped', ['batch_record_since']],
    ]);
  });

  test('1,000 rows on two keys with one in a hundred wrong: exactly as it was', async () => {
    const rows = 1_000;
    await w.make(rows / 2, (n) => ({ title: `商机 ${n}`, cost: String(n % 10), amount: '1' }));
    const sum = async () =>
      (
        await w.at.list(
          `select md5(string_agg(r::text, '|' order by r.title)) from (select title, cost, amount, tags, stage, code, twice from ${w.at.schema}.${ctx.catalog.forms.get(DEAL)?.table} where _deleted_at is null) as r`,
        )
      )[0];
    const before = await sum();
    const lines = Array.from({ length: rows }, (_, n) => [
      `商机${n}`,
      String(n % 10),
      n % 100 === 99 ? '一百' : n % 4 === 0 ? '1' : '2',
      'a',
    ]);
    const job = await previewed([['title', 'cost', 'amount', 'tags'], ...lines], {
      match: ['title', 'cost'],
      policy: 'upsert',
    });
    expect(job.preview).toMatchObject({
      invalid: rows / 100,
      plan: { created: 495, changed: 495, unchanged: 0, left: 0 },
    });
    const done = await commit(job, true);
    expect(done.result).toMatchObject({ created: 495, updated: 495, unchanged: 0, failed: 10 });
    const back = await undone(job.id);
    expect(back).toMatchObject({ state: 'done', total: 990, done: 990, kept: 0, skipped: 0 });
    expect(await sum()).toBe(before);
  }, 120_000);
});
