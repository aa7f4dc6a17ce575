import type { Env, Expr, Value } from '@trellis/logic';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { rowsOf } from '../form/rows.ts';
import { type BehaviourState, behaviourState } from '../form/state.ts';
import { SEED } from '../testing/arbitrary.ts';
import { env, field, formOf } from '../testing/forms.ts';
import { liveValues } from './live.ts';
import { formSession } from './session.ts';

const number = fc.constantFrom(null, '0', '1', '2.5', '-3', '10');
const day = fc.constantFrom(null, '2026-02-28', '2026-03-01', '2026-03-02');
const choice = fc.constantFrom(null, 'open', 'won', 'lost');
const text = fc.constantFrom(null, '甲', '乙');
const options = { options: ['open', 'won', 'lost'].map((key) => ({ key, label: { zh: key } })) };
const stages = {
  options: options.options.map((one) => (one.key === 'won' ? { ...one, requires: ['t1', 'n2'] } : one)),
};

type Numbers = readonly string[];
const VALUES = { n0: number, n1: number, n2: number, t0: text, t1: text, day, stage: choice } as const;

const comparison = (numbers: Numbers, more: readonly Expr[] = []): fc.Arbitrary<Expr> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('<', '>', '=='), fc.constantFrom(...numbers), fc.integer({ min: -3, max: 10 }))
      .map(([op, path, bound]): Expr => ({ [op]: [{ var: path }, bound] })),
    fc.constantFrom<Expr>(
      { not_empty: [{ var: numbers[0] as string }] },
      { is_empty: [{ var: numbers.at(-1) as string }] },
      ...more,
    ),
  );
const condition = (numbers: Numbers, more?: readonly Expr[]): fc.Arbitrary<Expr> =>
  fc.oneof(
    comparison(numbers, more),
    fc
      .tuple(fc.constantFrom('and', 'or'), comparison(numbers, more), comparison(numbers, more))
      .map(([op, one, other]): Expr => ({ [op]: [one, other] })),
  );
const ofRecord: readonly Expr[] = [
  { '==': [{ var: 'stage' }, 'won'] },
  { '<': [{ var: 'day' }, { var: '$today' }] },
  { '!=': [{ var: 'n0' }, { var: '$before.n0' }] },
  { becomes: [{ '==': [{ var: 'stage' }, 'lost'] }] },
  { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 2] }] },
];
const formula = (numbers: Numbers): fc.Arbitrary<Expr> =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('+', '-', '*'), fc.constantFrom(...numbers), fc.constantFrom(...numbers))
      .map(([op, a, b]): Expr => ({ [op]: [{ var: a }, { var: b }] })),
    fc
      .tuple(condition(numbers), fc.constantFrom(...numbers), fc.integer({ min: 0, max: 5 }))
      .map(([when, path, other]): Expr => ({ if: [when, { var: path }, other] })),
  );
const rules = (when: fc.Arbitrary<Expr>) =>
  fc.record(
    {
      visible: when,
      requiredWhen: when,
      readonlyWhen: when,
      hints: when.map((one) => [{ when: one, text: { zh: '注意' } }]),
    },
    { requiredKeys: [] },
  );

/** Numbers that the record has: typed ones, formulas over those before them, totals of rows. */
const NUMBERS = ['n0', 'n1', 'n2', 'f0', 'f1', 'total'];
const inRecord = condition(NUMBERS, ofRecord);
const inRow = condition(
  ['price', 'quantity', 'amount', '_parent_id.n0', '_parent_id.f0'],
  [{ '==': [{ var: '_parent_id.stage' }, 'won'] }],
);
const result = { type: 'number', config: { decimals: 2 } };
const computed = (expr: Expr) => field('formula', { result, expr } as never);
const check = (key: string, when: fc.Arbitrary<Expr>) =>
  when.map((one) => ({ key, when: one, message: { zh: '不行' } }));

const form: fc.Arbitrary<CompiledForm> = fc
  .record({
    ofN2: rules(inRecord),
    ofT0: rules(inRecord),
    ofT1: rules(inRecord),
    ofDay: rules(inRecord),
    ofPrice: rules(inRow),
    ofQuantity: rules(inRow),
    f0: formula(['n0', 'n1']),
    f1: formula(['n2', 'f0', 'total']),
    amount: formula(['price', 'quantity', '_parent_id.n0']),
    checks: fc.tuple(check('a', inRecord), check('b', inRecord)),
    ofRows: check('c', inRow),
    offers: inRecord,
  })
  .map((made) =>
    compileForm(
      'crm:deal',
      formOf(
        {
          n0: field('number'),
          n1: field('number'),
          n2: field('number', {}, made.ofN2),
          t0: field('text', {}, made.ofT0),
          t1: field('text', {}, made.ofT1),
          day: field('date', {}, made.ofDay),
          stage: field('stage', stages),
          source: field('select', options, { optionsWhen: [{ when: made.offers, options: ['won'] }] }),
          lines: field('subform', {
            form: {
              properties: {
                price: field('number', {}, made.ofPrice),
                quantity: field('number', {}, made.ofQuantity),
                amount: computed(made.amount),
              },
              required: ['price'],
              checks: [made.ofRows],
            },
          } as never),
          f0: computed(made.f0),
          f1: computed(made.f1),
          total: field('rollup', { rows: 'lines', op: 'sum', path: 'price', result } as never),
        },
        { meta: { checks: made.checks }, required: ['n1'] },
      ),
    ),
  );

type Values = Readonly<Record<string, Value>>;
type Edit = (values: Values) => Values;
const fields = Object.entries(VALUES).map(([key, values]) =>
  (values as fc.Arbitrary<Value>).map(
    (value): Edit =>
      () => ({ [key]: value }),
  ),
);
const row = fc.nat({ max: 4 }).map((id) => `01900000-0000-7000-8000-00000000000${id}`);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  ...fields,
  // A row that is not there comes to the front, one that is there is changed where it stands.
  fc.tuple(row, fc.constantFrom('price', 'quantity'), number).map(
    ([_id, column, value]): Edit =>
      ({ lines }) => {
        const list = rowsOf(lines);
        const known = list.some((one) => one._id === _id);
        const all = known ? list : [{ _id, price: null, quantity: null, amount: null }, ...list];
        return { lines: all.map((one) => (one._id === _id ? { ...one, [column]: value } : one)) };
      },
  ),
  row.map(
    (_id): Edit =>
      ({ lines }) => {
        const left = rowsOf(lines).filter((one) => one._id !== _id);
        return { lines: left.length > 0 ? left : null };
      },
  ),
  fc.constant<Edit>(({ lines }) => ({ lines: rowsOf(lines).toReversed() })),
);
const later = (env: Env, days: number): Env =>
  days === 0 ? env : { ...env, now: new Date(Date.parse(env.now) + days * 86_400_000).toISOString() };

/** A state in which only what it says counts, not in which order. */
const plain = (state: BehaviourState): unknown => ({
  visible: [...state.visible].toSorted(),
  required: [...state.required].toSorted(),
  readonly: [...state.readonly].toSorted(),
  offered: [...(state.offered ?? [])].map(([key, options]) => [key, ...options]),
  hints: [...(state.hints ?? [])].map(([key, hints]) => [key, hints.length]).toSorted(),
  failed: state.failed.map(({ key }) => key),
  rows: [...(state.rows ?? [])].map(([key, states]) => [key, states.map(plain)]),
});

it('comes by single steps to what evaluating everything comes to', () => {
  const step = fc.tuple(edit, fc.constantFrom(0, 0, 0, 1), fc.boolean());
  fc.assert(
    fc.property(form, fc.array(step, { maxLength: 25 }), fc.boolean(), (form, steps, isNew) => {
      expect(form.behaviour.issues).toEqual([]);
      const before = isNew ? undefined : { n0: '1', stage: 'open' };
      let now = env;
      let values = liveValues(form, { ...before }, now);
      const session = formSession(form, { ...before }, now, before);
      for (const [edit, days, look] of steps) {
        now = later(now, days);
        const old = session.values;
        const changes = edit(values);
        values = liveValues(form, { ...values, ...changes }, now);
        const moved = session.set(changes, now);
        expect(session.values).toEqual(values);
        for (const key of Object.keys(values))
          if (!moved.has(key)) expect(session.values[key] ?? null).toBe(old[key] ?? null);
        if (look) {
          const data = before ? { ...values, $before: before } : values;
          expect(plain(session.state)).toEqual(plain(behaviourState(form, data, now)));
        }
      }
    }),
    { ...SEED, numRuns: 150 },
  );
});

it('keeps what did not change the very same, and takes a whole record at once', () => {
  const lost: Expr = { '==': [{ var: 'stage' }, 'lost'] };
  const form = compileForm(
    'crm:deal',
    formOf({ stage: field('select', options), why: field('text', {}, { visible: lost }) }),
  );
  const session = formSession(form, { name: '甲' }, env);
  const first = session.state;
  expect([...session.set({ name: '乙' }, env)]).toEqual(['name']);
  expect(session.state).toBe(first);
  expect([...session.set({ name: '乙' }, env)]).toEqual([]);
  expect([...session.become({ stage: 'lost' }, env)].toSorted()).toEqual(['name', 'stage']);
  expect(session.values).toEqual({ name: null, stage: 'lost' });
  expect(session.state.visible.has('why')).toBe(true);
  expect(session.state.required).toBe(first.required);
});
