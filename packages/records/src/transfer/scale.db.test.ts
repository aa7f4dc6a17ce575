import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Excel from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { now } from '../batch/testing/deals.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import {
  bulkCreate,
  type Ctx,
  getBatch,
  type Imports,
  openImports,
  publishBundle,
  queryRecords,
  runBatches,
  undoBatch,
} from '../server.ts';
import type { ImportBody } from './job/body.ts';

/** A large workbook that finds half of its records by two keys, with one row of a hundred wrong, and the way back. */

/** Rows of the file; `npm run proof` asks for as many as a file may have. */
const ROWS = Number(process.env.TRELLIS_PROOF_ROWS ?? 5_000);
const WRONG = ROWS / 100;
const HALF = ROWS / 2;
const LEAD = 'crm:lead';
const STAGES = ['new', 'open', 'won', 'lost'];
const TAGS = ['a', 'b', 'c'];
const CUSTOMERS = 50;

const lead = () =>
  form({
    name: field('text', {}, { searchable: true }),
    city: field('text'),
    phone: field('phone', {}, { searchable: true }),
    email: field('email'),
    company: field('text', {}, { searchable: true }),
    customer: field('reference', { form: 'customer' }),
    stage: field('select', options(...STAGES)),
    tags: field('multi_select', options(...TAGS)),
    amount: field('money'),
    rate: field('percent'),
    score: field('number', { decimals: 0 }),
    important: field('checkbox'),
    first: field('date'),
    last: field('datetime'),
    address: field('text'),
    website: field('text'),
    industry: field('select', options('it', 'trade')),
    reason: field('text'),
    note: field('textarea'),
    owner: field('member'),
    weighted: field('formula', {
      expr: { '*': [{ var: 'amount' }, { var: 'score' }] },
      result: { type: 'number', config: { decimals: 2 } },
    } as never),
  });
const COLUMNS = Object.keys(lead().properties).filter((key) => key !== 'weighted');

/** The cells of a row; `as` differs between what stands there and what the file says. */
const cells = (n: number, as: number): Record<string, string | number | boolean> => ({
  name: `客户联系人 ${n}`,
  city: ['苏州', '上海', '北京'][n % 3] ?? '',
  phone: `+8613${String(800_000_000 + n)}`,
  email: `u${n}@example.com`,
  company: `华东第 ${n % 997} 机械有限公司`,
  customer: `客户 ${n % CUSTOMERS}`,
  stage: STAGES[(n + as) % 4] ?? '',
  tags: TAGS.slice(0, 1 + ((n + as) % 3)).join('、'),
  amount: n * 10 + as,
  rate: (n % 100) / 100,
  score: (n + as) % 100,
  important: n % 2 === 0,
  first: '2026-03-01',
  last: '2026-03-01 10:00',
  address: `人民路 ${n} 号`,
  website: `https://www.example.com/${n}`,
  industry: n % 2 === 0 ? 'it' : 'trade',
  reason: as === 0 ? '' : '展会',
  note: `第 ${n} 次跟进：客户需要报价，下周再联系。`,
  owner: '管理员',
});

/** What the file brings and the records lack. */
const UNSET = ['owner', 'rate', 'first', 'last'];

let w: TestWorkspace;
let ctx: Ctx;
let imports: Imports;
const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-scale-'));
beforeAll(async () => {
  w = await openTestWorkspace();
  await publishBundle(
    await w.ctx(),
    'crm',
    bundle({ lead: lead(), customer: form({ name: field('text', {}, { unique: true }) }) }),
  );
  ctx = await w.ctx();
  imports = openImports({ pool: w.pool, dir, log: ctx.log, open: async () => ctx });
});
afterAll(async () => {
  await imports.stop();
  await w.close();
  rmSync(dir, { recursive: true });
});

/** A workbook as another program writes it. */
async function workbook(file: string): Promise<void> {
  const stream = createWriteStream(file);
  const book = new Excel.stream.xlsx.WorkbookWriter({ stream });
  const sheet = book.addWorksheet('线索');
  sheet.addRow(COLUMNS).commit();
  for (let n = 0; n < ROWS; n++) {
    const row = cells(n, 1);
    const amount = n % 100 === 99 ? '一百' : row.amount;
    sheet.addRow(COLUMNS.map((key) => (key === 'amount' ? amount : row[key]))).commit();
  }
  const written = once(stream, 'close');
  await book.commit();
  await written;
}

async function settled(job: ImportBody): Promise<ImportBody> {
  let current = job;
  while (current.state === 'previewing' || current.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    current = await imports.get(ctx, LEAD, job.id);
  }
  return current;
}

/** All that is stored of the living records, but for how often and when they were written. */
const standing = async () =>
  (
    await w.list(
      `select md5(string_agg(md5((to_jsonb(r) - '{_version,_updated_at,_updated_by}'::text[])::text), '' order by _id))
       from ${w.schema}.crm__lead as r where _deleted_at is null`,
    )
  )[0];

/** What it took: seconds of each step, and the most memory that the process held meanwhile. */
const figures: Record<string, number> = { rows: ROWS, memory: 0 };
async function timed<T>(step: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const watch = setInterval(() => {
    figures.memory = Math.max(figures.memory ?? 0, process.memoryUsage().rss / 1024 ** 2);
  }, 50);
  try {
    return await work();
  } finally {
    clearInterval(watch);
    figures[step] = (performance.now() - started) / 1000;
  }
}

test(
  'is previewed, written and reported, and leaves everything as it was when it is taken back',
  async () => {
    const { ids: customers } = await bulkCreate(
      ctx,
      'crm:customer',
      Array.from({ length: CUSTOMERS }, (_, n) => ({ values: { name: `客户 ${n}` } })),
    );
    for (let from = 0; from < HALF; from += 5_000) {
      const rows = Array.from({ length: Math.min(5_000, HALF - from) }, (_, index) => {
        const values = Object.fromEntries(
          Object.entries(cells(from + index, 0)).filter(([key]) => !UNSET.includes(key)),
        );
        const customer = customers[(from + index) % CUSTOMERS];
        return { values: { ...values, customer, tags: ['a'] } };
      });
      await bulkCreate(now(ctx), LEAD, rows);
    }
    const before = await standing();
    const file = path.join(dir, 'leads.xlsx');
    await workbook(file);

    const uploaded = await timed('upload', () =>
      imports.upload(now(ctx), LEAD, { name: '线索.xlsx', content: createReadStream(file) }),
    );
    const columns = COLUMNS.map((key, column) => ({ column, field: key }));
    const mapping = { headerRows: 1, columns, match: ['name', 'city'], policy: 'upsert' as const };
    const preview = await timed('preview', async () =>
      settled(await imports.preview(now(ctx), LEAD, uploaded.id, mapping)),
    );
    expect(preview).toMatchObject({
      state: 'previewed',
      preview: {
        valid: ROWS - WRONG,
        invalid: WRONG,
        plan: { created: HALF - WRONG / 2, changed: HALF - WRONG / 2, unchanged: 0, left: 0 },
        conflicts: 0,
      },
    });
    const done = await timed('commit', async () =>
      settled(await imports.commit(now(ctx), LEAD, uploaded.id, { skipInvalid: true })),
    );
    const written = { created: HALF - WRONG / 2, updated: HALF - WRONG / 2 };
    expect(done.result).toMatchObject({ ...written, unchanged: 0, left: 0, failed: WRONG });
    const found = await queryRecords(ctx, LEAD, {
      filter: { '==': [{ var: 'reason' }, '展会'] },
      total: 'exact',
      limit: 1,
    });
    expect(found.total?.value).toBe(ROWS - WRONG);

    const back = await timed('undo', async () => {
      const { id } = await undoBatch(now(ctx), uploaded.id);
      const { pool, keys, log } = ctx;
      await runBatches({ pool, keys, log }, { current: w.catalog, goOn: () => true });
      return getBatch(now(ctx), id);
    });
    const total = ROWS - WRONG;
    expect(back).toMatchObject({ state: 'done', total, done: total, kept: 0, skipped: 0, unchanged: 0 });
    expect(await standing()).toBe(before);
    const { TRELLIS_PROOF_ROWS, TRELLIS_PROOF_REPORT } = process.env;
    if (TRELLIS_PROOF_ROWS && TRELLIS_PROOF_REPORT)
      writeFileSync(TRELLIS_PROOF_REPORT, JSON.stringify(figures));
  },
  120_000 + ROWS * 20,
);
