import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { silentLogger } from '@trellis/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, field, form } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  createRecord,
  openImports,
  publishBundle,
  recordHistory,
  updateRecord,
} from '../server.ts';
import type { ImportBody } from '../transfer/job/body.ts';

/** Checks that only warn: they refuse until somebody says why, and history keeps the reason. */

const DEAL = 'crm:deal';
let w: TestWorkspace;
let dir: string;

const warning = (key: string, message: string, when: object, at?: string) => ({
  key,
  level: 'warning',
  message: { zh: message, en: message },
  when,
  ...(at === undefined ? {} : { field: at }),
});

beforeAll(async () => {
  w = await openTestWorkspace();
  dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-warnings-'));
  const deal = form(
    {
      title: field('text'),
      discount: field('number'),
      lines: field('subform', {
        form: {
          properties: { price: field('number') },
          required: [],
          checks: [warning('dear', '单价偏高', { '>': [{ var: 'price' }, 100] }, 'price')],
        },
      } as never),
    },
    {
      checks: [
        warning('deep', '折扣超过三成', { '>': [{ var: 'discount' }, 30] }, 'discount'),
        { key: 'absurd', message: { zh: '折扣过大' }, when: { '>': [{ var: 'discount' }, 90] } },
      ],
    } as never,
  );
  await publishBundle(await w.ctx(), 'crm', bundle({ deal }));
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await w.close();
});

const accepting = async (reason: string, checks?: readonly string[]): Promise<Ctx> => ({
  ...(await w.ctx()),
  accept: { reason, checks },
});
const refused = (...issues: readonly (readonly [string, string])[]) => ({
  code: 'validation_failed',
  issues: issues.map(([at, code]) => expect.objectContaining({ path: at.split(' ').map(part), code })),
});
const part = (text: string) => (/^\d+$/.test(text) ? Number(text) : text);
const accepted = async (id: string) =>
  (await recordHistory(await w.ctx(), DEAL, id)).changes.map((change) =>
    (change.accepted ?? []).map(({ check, reason, message }) => [check, reason, message.zh]),
  );

test('a warning refuses a new record until somebody says why', async () => {
  const deep = { values: { title: 'a', discount: '40' } };
  await expect(createRecord(await w.ctx(), DEAL, deep)).rejects.toMatchObject(
    refused(['values discount', 'check_warning']),
  );
  await expect(createRecord(await accepting('随便', ['other']), DEAL, deep)).rejects.toMatchObject(
    refused(['values discount', 'check_warning']),
  );
  const { id } = await createRecord(await accepting(' 老客户\u0000\ud800 ', ['deep']), DEAL, deep);
  expect(await accepted(id)).toEqual([[['deep', '老客户', '折扣超过三成']]]);
  // What refuses is not passed over with it.
  await expect(
    createRecord(await accepting('x'), DEAL, { values: { title: 'a', discount: '95' } }),
  ).rejects.toMatchObject(refused(['values', 'check_failed']));
  // Who is not warned leaves no reason.
  const calm = await createRecord(await accepting('x'), DEAL, { values: { title: 'a', discount: '5' } });
  expect(await accepted(calm.id)).toEqual([[]]);
});

test('an update answers for the warnings that it brings about', async () => {
  const { id } = await createRecord(await w.ctx(), DEAL, { values: { title: 'a', discount: '5' } });
  const set = { discount: '50' };
  await expect(updateRecord(await w.ctx(), DEAL, id, { set })).rejects.toMatchObject(
    refused(['set discount', 'check_warning']),
  );
  await updateRecord(await accepting('年底冲量'), DEAL, id, { set });
  await updateRecord(await w.ctx(), DEAL, id, { set: { title: 'b' } });
  expect(await accepted(id)).toEqual([[], [['deep', '年底冲量', '折扣超过三成']], []]);
});

test('warnings of rows are named by their sub-form', async () => {
  const values = { title: 'a', lines: [{ price: '1' }, { price: '101' }] };
  await expect(createRecord(await accepting('x', ['dear']), DEAL, { values })).rejects.toMatchObject(
    refused(['values lines 1 price', 'check_warning']),
  );
  const { id } = await createRecord(await accepting('进口件', ['lines.dear']), DEAL, { values });
  expect(await accepted(id)).toEqual([[['lines.dear', '进口件', '单价偏高']]]);
});

test('a bulk write takes one reason for all of it', async () => {
  const rows = [{ values: { title: 'a', discount: '40' } }, { values: { title: 'b', discount: '1' } }];
  await expect(bulkCreate(await w.ctx(), DEAL, rows)).rejects.toMatchObject(
    refused(['create 0 values discount', 'check_warning']),
  );
  const { ids } = await bulkCreate(await accepting('历史数据'), DEAL, rows);
  expect(await Promise.all(ids.map(accepted))).toEqual([[[['deep', '历史数据', '折扣超过三成']]], [[]]]);
});

test('an import counts the rows that are only warned of, and takes them with a reason', async () => {
  const imports = openImports({ pool: w.pool, dir, log: silentLogger, open: () => w.ctx() });
  const rest = async (job: ImportBody): Promise<ImportBody> => {
    let now = job;
    while (now.state === 'previewing' || now.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 20));
      now = await imports.get(await w.ctx(), DEAL, job.id);
    }
    return now;
  };
  const content = Readable.from(Buffer.from('title,discount\na,40\nb,1\nc,95\n'));
  const file = { name: '折扣.csv', content };
  const job = await imports.upload(await w.ctx(), DEAL, file);
  const seen = await rest(await imports.preview(await w.ctx(), DEAL, job.id, job.mapping));
  expect(seen.preview).toMatchObject({ valid: 1, invalid: 2, warned: 1 });
  const done = await rest(
    await imports.commit(await w.ctx(), DEAL, job.id, { skipInvalid: true, accept: { reason: '旧系统' } }),
  );
  expect(done).toMatchObject({ state: 'done', result: { created: 2, failed: 1 } });
  const { rows } = await w.pool.query<{ reason: string }>(
    `select accepted->0->>'reason' as reason from ${w.schema}.record_change where cause = 'import' and accepted is not null`,
  );
  expect(rows).toEqual([{ reason: '旧系统' }]);
});
