/**
 * What history costs a save: `npx tsx bench/history.ts [turns] [saves]`. Three workspaces of one form take turns save by save:
 * one as it is, one whose history lies in a single table, one whose statements write none. A turn gives the ratios of their
 * medians, and only these mean something.
 */
import { migrate, openPool } from '@trellis/db';
import { type FieldSchema, type FormDocument, JSON_SCHEMA_DIALECT } from '@trellis/metadata';
import { type Ctx, createRecord, publishBundle, tendHistory, updateRecord } from '@trellis/records/server';
import pg from 'pg';
import { startDatabase } from './database.ts';
import { makeWorkspace } from './workspace.ts';

const turns = Number(process.argv[2] ?? 5);
const saves = Number(process.argv[3] ?? 300);

const field = (type: string): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config: {} },
});
const properties = Object.fromEntries([
  ['name', { ...field('text'), trellis: { ...field('text').trellis, searchable: true } }],
  ...Array.from({ length: 12 }, (_, n) => [`t${n}`, field('text')]),
  ...Array.from({ length: 6 }, (_, n) => [`n${n}`, field('number')]),
]);
const lead: FormDocument = {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '线索',
  properties,
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '线索' }, titleField: 'name', layout: [] },
};
const values = (n: number) =>
  Object.fromEntries(
    Object.keys(properties).map((key) => [key, key.startsWith('n') && key !== 'name' ? n : `${key} ${n}`]),
  );

const NAMES = ['without', 'single', 'parts'] as const;
type Name = (typeof NAMES)[number];

/** Statements for one workspace leave the history out: what they would write is worked out by nobody. */
function leaveOut(schema: string): void {
  const insert = new RegExp(`change AS \\(INSERT INTO "${schema}"\\."record_change" \\([^)]*\\) SELECT`);
  const { query } = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const patched = function (this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args as [{ text?: string } | undefined];
    if (typeof first === 'object' && first?.text && insert.test(first.text))
      first.text = first.text.replace(insert, 'change AS (SELECT');
    return query.apply(this, args);
  };
  (pg.Client.prototype as unknown as { query: unknown }).query = patched;
}

const server = await startDatabase();
const { connection } = await server.open('history');
const pool = openPool({ connection, max: 4 });
try {
  await migrate(pool);
  const at = {} as Record<Name, Ctx>;
  for (const name of NAMES) {
    const { schema, ctx } = await makeWorkspace(pool, name, 'api');
    await publishBundle(await ctx(), 'crm', {
      app: { vocabulary: 1, label: { zh: '测试' }, menu: [] },
      forms: { lead },
      views: {},
      roles: {},
      dashboards: {},
    });
    if (name === 'parts') await tendHistory(pool, schema, new Date());
    else {
      await pool.query(`alter table ${schema}.record_change detach partition ${schema}.record_change_first`);
      await pool.query(`drop table ${schema}.record_change`);
      await pool.query(`alter table ${schema}.record_change_first rename to record_change`);
    }
    if (name === 'without') leaveOut(schema);
    at[name] = await ctx();
  }
  type Times = Record<Name, Record<'create' | 'update', number[]>>;
  async function turn(): Promise<Times> {
    const empty = () => ({ create: [] as number[], update: [] as number[] });
    const times: Times = { without: empty(), single: empty(), parts: empty() };
    const timed = async <T>(list: number[], save: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const saved = await save();
      list.push(performance.now() - started);
      return saved;
    };
    for (let n = 0; n < saves; n++)
      for (const name of NAMES) {
        const { id } = await timed(times[name].create, () =>
          createRecord(at[name], 'crm:lead', { values: values(n) }),
        );
        await timed(times[name].update, () =>
          updateRecord(at[name], 'crm:lead', id, { set: { t0: `changed ${n}`, n0: n + 1 } }),
        );
      }
    return times;
  }
  const median = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  await turn();
  const found: Times[] = [];
  for (let n = 0; n < turns; n++) found.push(await turn());
  for (const of of ['create', 'update'] as const)
    for (const name of ['single', 'parts'] as const) {
      const ratios = found.map((times) => median(times[name][of]) / median(times.without[of]));
      const ms = (which: Name) => median(found.map((times) => median(times[which][of]))).toFixed(2);
      console.log(
        `${of}: without history ${ms('without')} ms, ${name} ${ms(name)} ms, ratio ${median(ratios).toFixed(2)} ` +
          `(${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
      );
    }
  const { rows } = await pool.query(
    `select (select count(*)::int from ${at.without.catalog.workspace.schema}.record_change) as none,
       (select count(*)::int from ${at.parts.catalog.workspace.schema}.record_change) as all`,
  );
  console.log('changes written', rows[0]);
} finally {
  await pool.end();
  await server.stop();
}
