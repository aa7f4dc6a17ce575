import { KEYWORDS, SOURCES, STAGES } from '../lead.ts';
import type { Measurement } from '../load/load.ts';
import { DEEP_PAGE, type List, PAGE_SIZE } from '../products/product.ts';
import type { Session } from '../session.ts';
import { expect, measure, numberIn, pick } from './measure.ts';
import type { Run, Scenario } from './scenario.ts';

const byStageAndSource = (): List => ({
  where: [
    { field: 'stage', op: 'eq', value: pick(STAGES) },
    { field: 'source', op: 'eq', value: pick(SOURCES) },
  ],
  sort: 'amount',
});
const byName = (): List => ({
  where: [{ field: 'name', op: 'contains', value: pick(KEYWORDS) }],
  sort: 'id',
});

const turnOf =
  (next: () => List) =>
  async (session: Session, run: Run): Promise<Measurement> => {
    const note = await check(session, next());
    const { requests } = session.product;
    const measured = await measure(session, run, () => requests.list(next()));
    return { ...measured, note: join(note, measured.note) };
  };

const INDEX = 'bench_list';
const what = 'stage = x and source = y, largest amount first, 20 records and the total';

export const list: Scenario = {
  name: 'list',
  what: `${what}; no index made by hand`,
  prepare: async ({ product: { settle, pool, table }, ask }) => {
    await settle?.(byStageAndSource(), ask);
    await pool.query(`vacuum analyze ${table.name}`);
  },
  turn: turnOf(byStageAndSource),
};

export const listIndexed: Scenario = {
  name: 'list_ix',
  what: `${what}; with an index (stage, source, amount desc)`,
  prepare: async ({ product: { pool, table } }) => {
    await pool.query(`create index ${INDEX} on ${table.name} ${table.listIndex}`);
    await pool.query(`vacuum analyze ${table.name}`);
  },
  cleanUp: async ({ product: { pool, table } }) => {
    const schema = table.name.split('.')[0];
    await pool.query(`drop index if exists ${schema}.${INDEX}`);
  },
  turn: turnOf(byStageAndSource),
};

export const search: Scenario = {
  name: 'search',
  what: 'name contains a word, newest first, 20 records and the total',
  turn: turnOf(byName),
};

export const deep: Scenario = {
  name: 'deep',
  what: `page ${DEEP_PAGE + 1} of ${PAGE_SIZE} of all leads, newest first, and the total`,
  async turn(session, run) {
    const { requests, answers, table, pool } = session.product;
    const request = await requests.deep(session.ask);
    const answer = await session.ask(request);
    const { rows: wanted } = await pool.query<{ id: string }>(
      `select t.${table.id}::text as id from ${table.name} as t where ${table.living}
       order by t.${table.id} desc limit ${PAGE_SIZE} offset ${DEEP_PAGE * PAGE_SIZE}`,
    );
    const ids = (list: readonly { readonly id: unknown }[]) => list.map(({ id }) => id).join(' ');
    expect('page', ids(answers.rows(answer)), ids(wanted));
    const note = await checkTotal(session, answer, 'true');
    const measured = await measure(session, run, () => request);
    return { ...measured, note: join(note, measured.note) };
  },
};

/** Compares a page with what SQL says; answers a note on its total. */
async function check(session: Session, wanted: List): Promise<string> {
  const { requests, answers, table } = session.product;
  const answer = await session.ask(requests.list(wanted));
  const rows = answers.rows(answer);
  expect('length of the page', rows.length, PAGE_SIZE);
  for (const { field, op, value } of wanted.where) {
    if (op === 'eq' && field !== 'name') for (const row of rows) expect(field, row[field], value);
  }
  if (wanted.sort === 'amount') {
    const sorted = rows.map(({ amount }) => amount).sort((a, b) => b - a);
    expect('order', rows.map(({ amount }) => amount).join(' '), sorted.join(' '));
  }
  const conditions = wanted.where.map(({ field, op, value }) =>
    op === 'contains' ? `${table.column(field)} ilike '%${value}%'` : `${table.column(field)} = '${value}'`,
  );
  return checkTotal(session, answer, conditions.join(' and '));
}

async function checkTotal(session: Session, answer: unknown, condition: string): Promise<string> {
  const { answers, table } = session.product;
  const wanted = await numberIn(
    session,
    `select count(*) as n from ${table.name} where ${table.living} and ${condition}`,
  );
  const total = answers.total(answer);
  if (total.exact) expect('total', total.value, wanted);
  return total.exact ? '' : `total given as an estimate: ${total.value} of ${wanted}`;
}

const join = (...notes: readonly string[]) => notes.filter(Boolean).join('; ');
