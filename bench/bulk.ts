/**
 * What a record of a bulk write costs, part by part: `npx tsx bench/bulk.ts [turns] [records] [forms]`. The same leads are written
 * through the engine into forms that lack one thing, by turns; then PostgreSQL alone takes what was stored, table by table.
 * Figures are CPU per record of this process and of PostgreSQL, the median of the turns.
 */
import { copyAtOnce, migrate, openPool } from '@trellis/db';
import { type FieldSchema, type FormDocument, newId } from '@trellis/metadata';
import { bulkCreate, type Ctx, publishBundle } from '@trellis/records/server';
import { startDatabase } from './database.ts';
import { lead, OWNERS } from './lead.ts';
import { cpuSeconds } from './machine/cpu.ts';
import { LEAD_FORM } from './products/trellis-form.ts';
import { makeWorkspace } from './workspace.ts';

const turns = Number(process.argv[2] ?? 5);
const records = Number(process.argv[3] ?? 5_000);
const only = process.argv[4]?.split(',');
/** Records of one write. */
const BULK = 1_000;
/** Records that are stored in one go. */
const SLICE = 250;

const formula = (expr: unknown): FieldSchema => ({
  title: 'formula',
  trellis: {
    type: 'formula',
    label: { zh: '公式' },
    config: { expr, result: { type: 'number', config: { decimals: 2 } } } as never,
  },
});
const withFields = (more: Readonly<Record<string, FieldSchema>>): FormDocument => ({
  ...LEAD_FORM,
  properties: { ...LEAD_FORM.properties, ...more },
});
const { properties } = LEAD_FORM;

/** Forms that differ from the leads by one thing. */
const FORMS: Readonly<Record<string, FormDocument>> = {
  lead: LEAD_FORM,
  unsearched: {
    ...LEAD_FORM,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, { trellis, ...rest }]) => {
        const { searchable: _, ...meta } = trellis;
        return [key, { ...rest, trellis: meta }];
      }),
    ),
    trellis: { ...LEAD_FORM.trellis, titleField: 'score' },
  },
  formulas: withFields(
    Object.fromEntries(
      Array.from({ length: 5 }, (_, n) => [
        `f${n}`,
        formula({ '+': [{ '*': [{ var: 'amount' }, n + 2] }, { var: n === 0 ? 'score' : `f${n - 1}` }] }),
      ]),
    ),
  ),
  rules: {
    ...LEAD_FORM,
    properties: {
      ...properties,
      lost_reason: {
        ...(properties.lost_reason as FieldSchema),
        trellis: {
          ...(properties.lost_reason as FieldSchema).trellis,
          visible: { '==': [{ var: 'stage' }, 'lost'] },
        },
      },
    },
  },
};

type CopyPart = Parameters<typeof copyAtOnce>[1][number];

/** What a slice of new records writes beside their table, by itself. */
const PARTS: Readonly<Record<string, (schema: string, ctx: Ctx) => CopyPart>> = {
  history: (schema, { actor, now }) => ({
    into: `${schema}.record_change (id, form, record_id, version, at, actor, cause, op)`,
    rows: ids().map((id) => [newId(), 'crm:lead', id, 1, now, actor.id, 'api', 'create']),
  }),
  outbox: (schema) => ({
    into: `${schema}.outbox (kind, payload)`,
    rows: [['record', JSON.stringify({ form: 'crm:lead', op: 'create', ids: ids() })]],
  }),
};
const ids = () => Array.from({ length: SLICE }, newId);

const server = await startDatabase();
const { connection } = await server.open('bulk');
const pool = openPool({ connection, max: 4 });
try {
  await migrate(pool);
  const { schema, member, ctx: context } = await makeWorkspace(pool, 'bulk', 'api');
  const members = [member, ...Array.from({ length: OWNERS - 1 }, () => newId())];
  for (const id of members.slice(1))
    await pool.query(`insert into ${schema}.member (id, name, is_admin) values ($1, 'a', true)`, [id]);
  const app = { vocabulary: 1, label: { zh: '测试' }, menu: [] } as const;
  await publishBundle(await context(), 'crm', { app, forms: FORMS, views: {}, roles: {}, dashboards: {} });
  const ctx = await context();
  let next = 1;
  const rows = () =>
    Array.from({ length: BULK }, () => {
      const { owner, ...values } = lead(next++);
      return { values: { ...values, owner: members[owner - 1] } };
    });

  const figures = new Map<string, { node: number[]; database: number[]; time: number[] }>();
  const measure = async (name: string, count: number, work: () => Promise<void>) => {
    const known = figures.get(name) ?? { node: [], database: [], time: [] };
    figures.set(name, known);
    const before = { cpu: process.cpuUsage(), database: cpuSeconds([server.pid]), at: performance.now() };
    await work();
    const { user, system } = process.cpuUsage(before.cpu);
    known.node.push((user + system) / 1000 / count);
    known.database.push((1000 * (cpuSeconds([server.pid]) - before.database)) / count);
    known.time.push((performance.now() - before.at) / count);
  };
  for (let turn = 0; turn <= turns; turn++) {
    if (turn === 1) figures.clear();
    for (const name of only ?? Object.keys(FORMS)) {
      const sent = Array.from({ length: records / BULK }, rows);
      await measure(name, records, async () => {
        for (const some of sent) await bulkCreate(ctx, `crm:${name}`, some);
      });
    }
    for (const [name, part] of Object.entries(PARTS)) {
      const parts = Array.from({ length: records / SLICE }, () => part(schema, ctx));
      await measure(name, records, async () => {
        const client = await pool.connect();
        for (const one of parts) await copyAtOnce(client, [one]);
        client.release();
      });
    }
  }
  const median = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
  for (const [name, { node, database, time }] of figures)
    console.log(
      `${name.padEnd(12)} Node ${median(node).toFixed(3)} ms, PostgreSQL ${median(database).toFixed(3)} ms, time ${median(time).toFixed(3)} ms`,
    );
} finally {
  await pool.end();
  await server.stop();
}
