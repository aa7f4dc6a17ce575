/**
 * The cost of a save with 10 formulas and 3 roll-ups beside one without: `npx tsx bench/computed.ts [turns] [saves]`.
 * Two apps in one workspace, alike but for the computed fields, take turns save by save; a turn gives the ratio of their
 * medians, and only that means something.
 */
import { migrate, openPool } from '@trellis/db';
import { type FieldSchema, type FormDocument, JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import { createRecord, publishBundle, updateRecord } from '@trellis/records/server';
import { startDatabase } from './database.ts';
import { makeWorkspace } from './workspace.ts';

const turns = Number(process.argv[2] ?? 5);
const saves = Number(process.argv[3] ?? 300);

const field = (type: string, config: JsonObject = {}): FieldSchema => ({
  title: type,
  trellis: { type, label: { zh: type }, config },
});
const form = (properties: Record<string, FieldSchema>): FormDocument => ({
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '表单',
  properties,
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '表单' }, titleField: 'name', layout: [] },
});
const customer = { name: field('text') };
const deal = {
  name: field('text'),
  customer: field('reference', { form: 'customer' }),
  price: field('number'),
  count: field('number'),
};
const result = { type: 'number', config: { decimals: 2 } };
/** Ten formulas, the later ones over the earlier; all of them move with the price. */
const formulas = Object.fromEntries(
  Array.from({ length: 10 }, (_, n) => {
    const expr = n === 0 ? { '*': [{ var: 'price' }, { var: 'count' }] } : { '+': [{ var: `f${n - 1}` }, n] };
    return [`f${n}`, field('formula', { expr, result })];
  }),
);
const rollups = {
  total: field('rollup', { rows: 'deal@customer', op: 'sum', path: 'f9' }),
  average: field('rollup', { rows: 'deal@customer', op: 'avg', path: 'f0' }),
  deals: field('rollup', { rows: 'deal@customer', op: 'count' }),
};
const app = (forms: Record<string, FormDocument>) => ({
  app: { vocabulary: 1 as const, label: { zh: '测试' }, menu: [] },
  forms,
  views: {},
  roles: {},
  dashboards: {},
});

const NAMES = ['plain', 'computed'] as const;
type Name = (typeof NAMES)[number];

const server = await startDatabase();
const { connection } = await server.open('computed');
const pool = openPool({ connection, max: 4 });
try {
  await migrate(pool);
  const { ctx } = await makeWorkspace(pool, 'bench', 'api');
  await publishBundle(await ctx(), 'plain', app({ customer: form(customer), deal: form(deal) }));
  await publishBundle(
    await ctx(),
    'computed',
    app({ customer: form({ ...customer, ...rollups }), deal: form({ ...deal, ...formulas }) }),
  );
  const at = await ctx();

  type Times = Record<Name, Record<'create' | 'update', number[]>>;
  /** Milliseconds of each save: creates, then changes of the price, of deals spread over 50 customers; one of each by turns. */
  async function turn(): Promise<Times> {
    const times: Times = { plain: { create: [], update: [] }, computed: { create: [], update: [] } };
    const customers: Record<Name, string[]> = { plain: [], computed: [] };
    for (const name of NAMES)
      for (let n = 0; n < 50; n++)
        customers[name].push((await createRecord(at, `${name}:customer`, { values: { name: 'C' } })).id);
    const timed = async <T>(list: number[], save: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const saved = await save();
      list.push(performance.now() - started);
      return saved;
    };
    const ids: Record<Name, string[]> = { plain: [], computed: [] };
    for (let n = 0; n < saves; n++) {
      for (const name of NAMES) {
        const values = { name: `D${n}`, customer: customers[name][n % 50], price: n, count: 3 };
        const { id } = await timed(times[name].create, () => createRecord(at, `${name}:deal`, { values }));
        ids[name].push(id);
      }
    }
    for (let n = 0; n < saves; n++)
      for (const name of NAMES)
        await timed(times[name].update, () =>
          updateRecord(at, `${name}:deal`, ids[name][n] ?? '', { set: { price: n + 1 } }),
        );
    return times;
  }
  const median = (list: readonly number[]) =>
    [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  await turn();
  const found: Times[] = [];
  for (let n = 0; n < turns; n++) found.push(await turn());
  for (const of of ['create', 'update'] as const) {
    const ratios = found.map(({ plain, computed }) => median(computed[of]) / median(plain[of]));
    const ms = (name: Name) => median(found.map((times) => median(times[name][of]))).toFixed(2);
    console.log(
      `${of}: plain ${ms('plain')} ms, computed ${ms('computed')} ms, ratio ${median(ratios).toFixed(2)} ` +
        `(${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)})`,
    );
  }
} finally {
  await pool.end();
  await server.stop();
}
