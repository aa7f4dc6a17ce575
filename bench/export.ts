/**
 * Exports of many records: `npx tsx bench/export.ts [records]`. In the background as the product makes them, with ten
 * columns, a reference among them, and the rows of a sub-form as a sheet; how long it takes and how much memory the process has at
 * most, beside the tenth of them: it must not grow.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrate, openPool } from '@trellis/db';
import { type FieldSchema, type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { bulkCreate, getExport, openExports, publishBundle, startExport } from '@trellis/records/server';
import { startDatabase } from './database.ts';
import { makeWorkspace } from './workspace.ts';

const records = Number(process.argv[2] ?? 1_000_000);
const CUSTOMERS = 500;

const field = (type: string, config: JsonObject = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config },
});
const form = (label: string, properties: Readonly<Record<string, FieldSchema>>): FormDocument => ({
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: label,
  properties,
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: label }, titleField: 'name', layout: [] },
});
const customer = form('客户', { name: field('text') });
const order = form('订单', {
  name: field('text'),
  customer: field('reference', { form: 'customer' }),
  amount: field('money'),
  share: field('percent'),
  day: field('date'),
  at: field('datetime'),
  stage: field('select', {
    options: [
      { key: 'a', label: { zh: '进行中' } },
      { key: 'b', label: { zh: '完成' } },
    ],
  }),
  paid: field('checkbox'),
  phone: field('phone'),
  note: field('textarea'),
  lines: field('subform', { form: { properties: { item: field('text') }, required: [] } as never }),
});

const say = (text: string) => process.stdout.write(`${text}\n`);
const server = await startDatabase();
const { connection } = await server.open('export');
const pool = openPool({ connection, max: 4 });
const dir = mkdtempSync(path.join(os.tmpdir(), 'trellis-bench-export-'));
try {
  await migrate(pool);
  const { schema, member, ctx } = await makeWorkspace(pool, 'bench', 'import');
  const app = { vocabulary: 1, label: { zh: '测试' }, menu: [] } as const;
  await publishBundle(await ctx(), 'crm', {
    app,
    forms: { customer, order },
    views: {},
    roles: {},
    dashboards: {},
  });
  const at = await ctx();
  const named = Array.from({ length: CUSTOMERS }, (_, n) => ({
    values: { name: `苏州启明电子有限公司 ${n}` },
  }));
  await bulkCreate(at, 'crm:customer', named);
  // What is measured is the export: the records are made by the database.
  await pool.query(
    `insert into ${schema}.crm__order (_id, _created_at, _updated_at, _created_by, _updated_by, _owner_id, _version,
       name, customer, amount, share, day, at, stage, paid, phone, note)
     select gen_random_uuid(), now() - n * interval '1 second', now(), $1, $1, $1, 1, 'HT-' || n,
       c.ids[1 + n % ${CUSTOMERS}], n * 1.37, 0.25, '2026-01-01'::date + n % 300, now() - n * interval '1 minute', 'a', n % 2 = 0,
       '+86138' || lpad(n::text, 8, '0'), '第 ' || n || ' 条，"引号" & <符号>'
     from generate_series(1, ${records}) as n, (select array_agg(_id) as ids from ${schema}.crm__customer) as c`,
    [member],
  );
  await pool.query(
    `insert into ${schema}.crm__order__lines (_id, _parent_id, _pos, item) select gen_random_uuid(), _id, 1, '泵'
     from ${schema}.crm__order where paid`,
  );
  await pool.query(`vacuum analyze ${schema}.crm__order`);
  const store = {
    put: (_: string, file: string) => copyFile(file, path.join(dir, 'kept')),
    has: async () => false,
    open: async () => undefined,
    remove: () => rm(path.join(dir, 'kept'), { force: true }),
  };
  const exports = openExports({ pool, store, dir });

  say('| file | records | seconds | MB | highest RSS, MB |\n| --- | --- | --- | --- | --- |');
  const fields = ['name', 'customer', 'amount', 'share', 'day', 'at', 'stage', 'paid', 'phone', 'note'];
  const run = async (format: 'csv' | 'xlsx', share: number) => {
    const filter = { '<=': [{ var: 'amount' }, records * share * 1.37] };
    const sheets = format === 'xlsx' ? [{ field: 'lines' }] : [];
    const { id } = await startExport(await ctx(), 'crm:order', { format, fields, filter, sheets });
    global.gc?.();
    let highest = 0;
    const watching = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage.rss());
    }, 20);
    const started = performance.now();
    await exports.work(await ctx(), id, () => true);
    const seconds = (performance.now() - started) / 1_000;
    clearInterval(watching);
    const { state, done } = await getExport(await ctx(), id);
    if (state !== 'done') throw new Error(`the export is ${state}`);
    const { size } = await stat(path.join(dir, 'kept'));
    const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
    say(`| ${format} | ${done} | ${seconds.toFixed(0)} | ${mb(size)} | ${mb(highest)} |`);
  };
  for (const share of [0.1, 1]) for (const format of ['csv', 'xlsx'] as const) await run(format, share);
} finally {
  await pool.end();
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
