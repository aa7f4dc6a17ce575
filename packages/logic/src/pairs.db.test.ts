import { openTestDatabase, pgVersions } from '@trellis/db/testing';
import { expect, it } from 'vitest';
import { MAX_DEPTH } from './check.ts';
import type { Row } from './read.ts';
import {
  type Case,
  createTable,
  differencesIn,
  expectationOf,
  linesOfDifferences,
  type Query,
} from './testing/agree.ts';
import { checkedOf, env, scope } from './testing/index.ts';
import { NASTY } from './testing/nasty.ts';
import type { Expr, Value } from './types.ts';

/** Chance meets a particular pair of nasty values rarely; here every one meets every other. */

const a = (key: string): Expr => ({ var: key });
const caseOf = (expr: Expr, tz = env.tz): Case => ({ expr, tree: checkedOf(expr), at: { ...env, tz } });

/** All pairs of a pool, null included, as records with two fields. */
function pairs(pool: readonly Value[], first: string, second: string): Row[] {
  const values = [null, ...pool];
  const all = values.flatMap((x) => values.map((y) => ({ [first]: x, [second]: y })));
  return all.map((row, id) => ({ id: String(id), ...row }));
}

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'];
const UNITS = ['day', 'week', 'month', 'quarter', 'year'];
const ORDER = ['==', '!=', '<', '<=', '>', '>='];

const binary = (names: readonly string[], x: string, y: string): Case[] =>
  names.map((name) => caseOf({ [name]: [a(x), a(y)] }));

const SEARCH = ['contains', 'starts_with', 'ends_with'];

const TEXT: Case[] = [
  ...binary([...ORDER, ...SEARCH, 'concat', 'find'], 'name', 'stage_text'),
  caseOf({ replace: [a('name'), a('stage_text'), '→'] }),
  caseOf({ join: [{ split: [a('name'), a('stage_text')] }, '|'] }),
];

/** Operators of one text. */
const SINGLE: Case[] = [
  ...['upper', 'lower', 'trim', 'length', 'to_number', 'parse_date', 'encode_url'].map((name) =>
    caseOf({ [name]: [a('name')] }),
  ),
  ...NASTY.number.flatMap((count) => [
    caseOf({ left: [a('name'), count] }),
    caseOf({ right: [a('name'), count] }),
    caseOf({ mid: [a('name'), 2, count] }),
    caseOf({ repeat: [a('name'), count] }),
  ]),
];

/** Literal needles take another road: their table of folded letters is cut down. */
const NEEDLES: Case[] = NASTY.text.flatMap((needle) =>
  SEARCH.map((name) => caseOf({ [name]: [a('name'), needle] })),
);

const NUMBERS: Case[] = [
  ...binary([...ORDER, '+', '-', '*', '/', '%', 'power', 'log', 'min', 'max'], 'amount', 'rate'),
  ...binary(['ceil', 'floor', 'sum', 'avg'], 'amount', 'rate'),
  ...['sqrt', 'exp', 'ln', 'sign', 'amount_in_chinese'].map((name) => caseOf({ [name]: [a('amount')] })),
  ...['plain', 'grouped', 'percent'].map((style) => caseOf({ format_number: [a('amount'), 2, style] })),
  ...[-2, 0, 2, 12].flatMap((places) =>
    ['round', 'round_up', 'round_down'].map((name) => caseOf({ [name]: [a('amount'), places] })),
  ),
  caseOf({ concat: [a('amount'), '|', a('rate')] }),
  caseOf({ between: [0, a('amount'), a('rate')] }),
  caseOf(nested(MAX_DEPTH - 1)),
];

function nested(depth: number): Expr {
  return depth === 0 ? a('amount') : { '+': [nested(depth - 1), depth % 2 === 0 ? a('rate') : 1] };
}

const DATES: Case[] = [
  ...binary([...ORDER, 'date_diff', 'workdays_between', 'min', 'max'], 'day', 'due'),
  ...['day', 'weekday', 'week', 'quarter'].map((name) => caseOf({ [name]: [a('day')] })),
  ...NASTY.number.map((count) => caseOf({ add_workdays: [a('day'), count] })),
  ...UNITS.map((unit) => caseOf({ date_diff: [a('day'), a('due'), unit] })),
  ...UNITS.flatMap((unit) => [
    caseOf({ start_of: [a('day'), unit] }),
    caseOf({ end_of: [a('day'), unit] }),
    ...NASTY.number.map((count) => caseOf({ date_add: [a('day'), count, unit] })),
  ]),
];

const INSTANTS: Case[] = [
  ...binary(ORDER, 'at', 'seen'),
  ...ZONES.flatMap((tz) => [
    ...['day', 'month', 'hour', 'second'].map((unit) =>
      caseOf({ date_diff: [a('at'), a('seen'), unit] }, tz),
    ),
    ...['to_date', 'to_time', 'year', 'month', 'week', 'hour', 'second', 'epoch'].map((name) =>
      caseOf({ [name]: [a('at')] }, tz),
    ),
    ...UNITS.flatMap((unit) => [
      caseOf({ start_of: [a('at'), unit] }, tz),
      caseOf({ end_of: [a('at'), unit] }, tz),
      ...[1, -1, 3].map((count) => caseOf({ date_add: [a('at'), count, unit] }, tz)),
    ]),
    ...['minute', 'hour'].map((unit) => caseOf({ date_add: [a('at'), '1e9', unit] }, tz)),
  ]),
];

it.each([
  ['text', TEXT, pairs(NASTY.text, 'name', 'stage_text')],
  ['single texts', SINGLE, NASTY.text.map((name, id) => ({ id: String(id), name }))],
  ['needles', NEEDLES, NASTY.text.map((name, id) => ({ id: String(id), name }))],
  ['numbers', NUMBERS, pairs(NASTY.number, 'amount', 'rate')],
  ['dates', DATES, pairs(NASTY.date, 'day', 'due')],
  ['instants', INSTANTS, pairs(NASTY.datetime, 'at', 'seen')],
])(
  'JS and PostgreSQL, old and new, agree on all pairs of %s',
  { timeout: 180_000 },
  async (_, cases, records) => {
    // What JS says is worked out once: that takes longer than asking both.
    const expectation = expectationOf(cases, records);
    expect(linesOfDifferences(expectation.differences).slice(0, 5)).toEqual([]);
    await Promise.all(
      pgVersions.map(async (version) => {
        const t = await openTestDatabase({ version });
        const query: Query = (sql, params) =>
          t.pool.query({ text: sql, values: params ?? [], rowMode: 'array' });
        try {
          await createTable(query, 'deal', scope.form, { id: 'int' }, records);
          await createTable(query, 'past', scope.form, { id: 'int' }, []);
          await createTable(query, 'customer', scope.formOf('customer')!, { id: 'uuid' }, []);
          const differences = await differencesIn(query, expectation, records);
          expect(linesOfDifferences(differences).slice(0, 5), `PostgreSQL ${version}`).toEqual([]);
        } finally {
          await t.close();
        }
      }),
    );
  },
);
