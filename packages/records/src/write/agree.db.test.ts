import {
  behaviourState,
  type CompiledForm,
  compileForm,
  defaults,
  judgeRecord,
  normaliseForm,
  rowsOf,
  sameValue,
  validateRecord,
  withoutUnseen,
} from '@trellis/forms/model';
import type { Row, Value } from '@trellis/logic';
import { AppError, type FieldMeta, type FormDocument, newId } from '@trellis/metadata';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envOf } from '../access/env.ts';
import { bundle, field, form, options } from '../definitions/testing/documents.ts';
import { openTestWorkspace, type TestWorkspace } from '../definitions/testing/workspace.ts';
import { bulkCreate, type Ctx, createRecord, getRecord, publishBundle, updateRecord } from '../server.ts';
import { changeTogether } from './bulk-change.ts';

type Values = Readonly<Record<string, Value>>;
type Condition = FieldMeta['visible'];

/** Fields in an order in which each one's rules read those before it; the columns of rows read the record too. */
const FIELDS = ['tick', 'pick', 'count', 'note', 'day', 'again', 'lines', 'last'];
const COLUMNS = ['kind', 'amount', 'word'];

/** Conditions on one field, by its name. */
const ABOUT: Readonly<Record<string, (path: string, n: number) => NonNullable<Condition>>> = {
  tick: (path) => ({ '==': [{ var: path }, true] }),
  pick: (path, n) => ({ '==': [{ var: path }, 'abc'[n % 3] ?? 'a'] }),
  count: (path, n) => ({ '>': [{ var: path }, n % 7] }),
  note: (path) => ({ is_empty: [{ var: path }] }),
  day: (path) => ({ not_empty: [{ var: path }] }),
  again: (path, n) => ({ '!=': [{ var: path }, 'ab'[n % 2] ?? 'a'] }),
  lines: (path, n) => ({ some: [{ var: path }, { '>': [{ var: 'row.amount' }, n % 9] }] }),
  kind: (path, n) => ({ '==': [{ var: path }, 'ab'[n % 2] ?? 'a'] }),
  amount: (path, n) => ({ '<=': [{ var: path }, n % 9] }),
};

/** A condition on some of the fields, or none. */
const conditionOn = (paths: readonly string[], chance: number): fc.Arbitrary<Condition> =>
  paths.length === 0
    ? fc.constant(undefined)
    : fc
        .tuple(fc.nat(99), fc.constantFrom(...paths), fc.nat(20), fc.boolean())
        .map(([draw, path, n, not]) => {
          const one = ABOUT[path.split('.').at(-1) ?? '']?.(path, n);
          if (draw >= chance || one === undefined) return undefined;
          return not ? { '!': [one] } : one;
        });

const rulesOn = (paths: readonly string[]): fc.Arbitrary<Partial<FieldMeta>> =>
  fc
    .tuple(conditionOn(paths, 55), conditionOn(paths, 20), conditionOn(paths, 15))
    .map(([visible, requiredWhen, readonlyWhen]) => ({
      ...(visible === undefined ? {} : { visible }),
      ...(requiredWhen === undefined ? {} : { requiredWhen }),
      ...(readonlyWhen === undefined ? {} : { readonlyWhen }),
    }));

/** A form with rules between its fields, between the columns of its rows, and between rows and record. */
const formArbitrary: fc.Arbitrary<FormDocument> = fc
  .record({
    rules: fc.tuple(...FIELDS.map((_, n) => rulesOn(FIELDS.slice(0, n).filter((key) => key in ABOUT)))),
    inRows: fc.tuple(
      ...COLUMNS.map((_, n) =>
        rulesOn([...COLUMNS.slice(0, n), '_parent_id.tick', '_parent_id.pick', '_parent_id.count']),
      ),
    ),
    check: conditionOn(['count', 'pick', 'lines'], 30),
    rowCheck: conditionOn(['amount', '_parent_id.tick'], 20),
    required: fc.subarray(FIELDS, { maxLength: 2 }),
  })
  .map(({ rules, inRows, check, rowCheck, required }) => {
    const [tick, pick, count, note, day, again, lines, last] = rules;
    const [kind, amount, word] = inRows;
    const checks = (when: Condition) =>
      when === undefined ? {} : { checks: [{ key: 'c', when, message: { zh: '不行' } }] };
    const columns = {
      kind: field('select', options('a', 'b'), kind),
      amount: field('number', { decimals: 0, max: '6' }, amount),
      word: field('text', { maxLength: 3 }, word),
    };
    const rows = { properties: columns, required: [], ...checks(rowCheck) };
    return form(
      {
        title: field('text'),
        tick: field('checkbox', {}, tick),
        pick: field('select', options('a', 'b', 'c'), { ...pick, default: { kind: 'value', value: 'b' } }),
        count: field('number', { decimals: 0, max: '6' }, count),
        note: field('text', { maxLength: 3 }, note),
        day: field('date', { min: { from: 'now', amount: 0, unit: 'day' } }, day),
        again: field('select', options('a', 'b'), again),
        lines: field('subform', { form: rows as never }, lines),
        last: field('text', {}, last),
      },
      { required: ['title', ...required], ...checks(check) },
    );
  });

/** What a person does next: a field or a column of some row, and what they put there. */
interface Doing {
  readonly at: string;
  readonly n: number;
}
const doings = fc.array(fc.record({ at: fc.constantFrom(...FIELDS, ...COLUMNS, 'row'), n: fc.nat(20) }), {
  minLength: 3,
  maxLength: 16,
});

const valueFor = (at: string, n: number): Value => {
  if (n === 0) return null;
  if (at === 'tick') return n % 2 === 0;
  if (at === 'pick') return 'abc'[n % 3] ?? 'a';
  if (at === 'again' || at === 'kind') return 'ab'[n % 2] ?? 'a';
  if (at === 'count' || at === 'amount') return String(n % 8);
  if (at === 'day') return n % 7 === 0 ? '2026-02-27' : '2026-03-05';
  return n % 9 === 0 ? '太长了吧' : '好';
};

const NOW = '2026-03-01T02:00:00.000Z';
const FORMS = 10;

let at: TestWorkspace;
let ctx: Ctx;
const forms = new Map<string, CompiledForm>();

beforeAll(async () => {
  at = await openTestWorkspace(18);
  const documents = fc.sample(formArbitrary, { seed: 20_260_501, numRuns: FORMS });
  const named = documents.map((document, n) => [`f${n}`, document] as const);
  await publishBundle(await at.ctx(), 'crm', bundle(Object.fromEntries(named)));
  ctx = await at.ctx({ now: NOW, cause: 'form' });
  for (const [key, document] of named)
    forms.set(`crm:${key}`, compileForm(`crm:${key}`, normaliseForm(document)));
});
afterAll(() => at.close());

const data = (values: Values, before?: Values): Row =>
  before ? { ...values, $before: { ...before } } : values;

/** The record on the screen after somebody did things to it: only what is shown and open can be filled in. */
function fillIn(form: CompiledForm, start: Values, steps: readonly Doing[], before?: Values): Values {
  let values: Values = start;
  for (const { at: where, n } of steps) {
    const state = behaviourState(form, data(values, before), envOf(ctx));
    const open = (one: typeof state, key: string) => one.visible.has(key) && !one.readonly.has(key);
    const list = rowsOf(values.lines);
    if (COLUMNS.includes(where) || where === 'row') {
      if (!open(state, 'lines')) continue;
      const index = n % Math.max(list.length, 1);
      if (where === 'row' || list.length === 0) {
        const row = { _id: newId(), kind: null, amount: null, word: null };
        values = { ...values, lines: n % 5 === 0 && list.length > 0 ? list.slice(1) : [...list, row] };
        continue;
      }
      const ofRow = state.rows?.get('lines')?.[index];
      if (!ofRow || !open(ofRow, where)) continue;
      values = {
        ...values,
        lines: list.map((row, place) => (place === index ? { ...row, [where]: valueFor(where, n) } : row)),
      };
    } else if (where !== 'lines' && open(state, where)) values = { ...values, [where]: valueFor(where, n) };
  }
  // Rows in which nobody wrote anything go when the form is submitted.
  const written = rowsOf(values.lines).filter((row) => COLUMNS.some((key) => (row[key] ?? null) !== null));
  return { ...values, lines: written.length > 0 ? written : null };
}

/** What was filled in before something else locked it: the screen shows it closed, the server does not take it. */
function locked(values: Values, start: Values, state: ReturnType<typeof behaviourState>): string[] {
  const differs = (at: string, key: string, now: Values, was: Values, of: typeof state) =>
    of.visible.has(key) && of.readonly.has(key) && !sameValue(now[key] ?? null, was[key] ?? null)
      ? [`${at}${key} readonly_field`]
      : [];
  const old = new Map(rowsOf(start.lines).map((row) => [row._id, row]));
  return [
    ...Object.keys(values).flatMap((key) => differs('', key, values, start, state)),
    ...rowsOf(values.lines).flatMap((row, index) => {
      const ofRow = state.rows?.get('lines')?.[index];
      const of = (key: string) =>
        ofRow && differs(`lines.${index}.`, key, row, old.get(row._id) ?? {}, ofRow);
      return state.visible.has('lines') ? COLUMNS.flatMap((key) => of(key) ?? []) : [];
    }),
  ];
}

/** What the screen says when it is submitted. */
function told(form: CompiledForm, filled: Values, start: Values, before?: Values): string[] {
  const env = envOf(ctx);
  const values = withoutUnseen(form, filled, start, env, before);
  const state = behaviourState(form, data(values, before), env);
  const changes = before && {
    values: before,
    changed: new Set(Object.keys(values).filter((key) => !sameValue(values[key], before[key] ?? null))),
  };
  return [...validateRecord(form, values, state), ...judgeRecord(form, values, state, env, changes)]
    .filter(({ path }) => path.length === 0 || state.visible.has(String(path[0])))
    .map(({ path, code }) => `${path.join('.')} ${code}`)
    .concat(locked(values, start, state))
    .sort();
}

/** What the server says, below the place that it puts before the path. */
async function refused(prefix: readonly (string | number)[], work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
    return error.issues
      .filter(({ path }) => prefix.every((part, index) => path[index] === part))
      .map(({ path, code }) => `${path.slice(prefix.length).join('.')} ${code}`)
      .sort();
  }
}

/** What is sent of a record: what differs from what the form begins with, or from the record before. */
const sent = (values: Values, start: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([key, value]) => !sameValue(value, start[key] ?? null)));

/** Values of what is shown: none of these may be lost on the way. */
function shown(form: CompiledForm, filled: Values, start: Values, before?: Values): unknown {
  const values = withoutUnseen(form, filled, start, envOf(ctx), before);
  const state = behaviourState(form, data(values, before), envOf(ctx));
  const keys = [...form.fields.keys()].filter((key) => state.visible.has(key));
  return Object.fromEntries(
    keys.map((key) => {
      if (key !== 'lines') return [key, values[key] ?? null];
      const rows = rowsOf(values[key]).map((row, index) => {
        const columns = COLUMNS.filter((column) => state.rows?.get(key)?.[index]?.visible.has(column));
        return Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));
      });
      return [key, rows];
    }),
  );
}

/** What history keeps of the last change of a record, and the version that it made. */
const lastChange = async (id: string) =>
  (
    await at.pool.query<{ version: number; before: unknown; cause: string }>(
      `select version, before, cause from ${at.schema}.record_change where record_id = $1 order by version desc limit 1`,
      [id],
    )
  ).rows[0];

test('many changes at once do what single ones do, or leave them to these', {
  timeout: 120_000,
}, async () => {
  const found = { together: 0, same: 0, left: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Array.from({ length: FORMS }, (_, n) => `crm:f${n}`)),
      fc.array(fc.tuple(doings, doings), { minLength: 2, maxLength: 5 }),
      async (ref, all) => {
        const form = forms.get(ref) as CompiledForm;
        const start = defaults(form, envOf(ctx));
        const changes: { id: string; twin: string; set: Values }[] = [];
        for (const [first, second] of all) {
          const values = fillIn(form, { ...start, title: '题' }, first);
          const input = { values: sent(values, start) };
          const make = () => createRecord(ctx, ref, input).catch(() => undefined);
          const [one, twin] = [await make(), await make()];
          if (!one || !twin) continue;
          const stored = one.values as Values;
          // Rows have ids of their own: a twin's are others.
          const set = Object.entries(sent(fillIn(form, stored, second, stored), stored));
          const own = set.filter(([key]) => key !== 'lines');
          changes.push({ id: one.id, twin: twin.id, set: Object.fromEntries(own) });
        }
        const done = await changeTogether(ctx, ref, changes);
        for (const { id, twin, set } of changes) {
          const known = done.get(id);
          const issues = await refused(['set'], updateRecord(ctx, ref, twin, { set }));
          if (!known) {
            found[issues.length > 0 ? 'refused' : 'left']++;
            expect((await getRecord(ctx, ref, id)).version).toBe(1);
            continue;
          }
          found[known.changed ? 'together' : 'same']++;
          expect(issues).toEqual([]);
          const [one, other] = [await getRecord(ctx, ref, id), await getRecord(ctx, ref, twin)];
          expect({ ...one.values, lines: null }).toEqual({ ...other.values, lines: null });
          expect([one.version, one.meta.updatedAt]).toEqual([other.version, other.meta.updatedAt]);
          expect(known.version).toBe(one.version);
          if (known.changed) expect(await lastChange(id)).toEqual(await lastChange(twin));
        }
      },
    ),
    { seed: 20_261_123, numRuns: 60, endOnFailure: true },
  );
  expect(Math.min(found.together, found.same, found.refused)).toBeGreaterThan(5);
});

test('browser and server say the same of every record, and nothing that is shown is lost', {
  timeout: 120_000,
}, async () => {
  let [fine, wrong, changed] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Array.from({ length: FORMS }, (_, n) => `crm:f${n}`)),
      doings,
      doings,
      async (ref, first, second) => {
        const form = forms.get(ref) as CompiledForm;
        const start = defaults(form, envOf(ctx));
        const values = fillIn(form, { ...start, title: '题' }, first);
        const expected = told(form, values, start);
        const input = { values: sent(values, start) };
        expect(await refused(['create', 0, 'values'], bulkCreate(ctx, ref, [input, { values: {} }]))).toEqual(
          expected,
        );
        const created = createRecord(ctx, ref, input);
        expect(await refused(['values'], created)).toEqual(expected);
        if (expected.length > 0) {
          wrong++;
          return;
        }
        fine++;
        const record = await created;
        const stored = (await getRecord(ctx, ref, record.id)).values as Values;
        expect(shown(form, stored, stored)).toEqual(shown(form, values, start));
        const next = fillIn(form, stored, second, stored);
        const set = sent(next, stored);
        const issues = told(form, next, stored, stored);
        expect(await refused(['set'], updateRecord(ctx, ref, record.id, { set }))).toEqual(issues);
        if (issues.length > 0) return;
        changed++;
        const after = (await getRecord(ctx, ref, record.id)).values as Values;
        expect(shown(form, after, after, stored)).toEqual(shown(form, next, stored, stored));
      },
    ),
    { seed: 20_260_502, numRuns: 150, endOnFailure: true },
  );
  // All ways were gone often enough to mean something.
  expect(Math.min(fine, wrong, changed)).toBeGreaterThan(20);
});
