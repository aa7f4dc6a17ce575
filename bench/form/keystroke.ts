/**
 * What a keystroke costs in a form of 300 fields, 60 rules and 40 formulas, beside evaluating all of it anew:
 * `npx tsx bench/form/keystroke.ts [turns]`. A turn types once into each field that people fill in, both ways by turns;
 * it gives the ratio of the two sums.
 */
import { behaviourState, compileForm, formSession, liveValues, normaliseForm } from '@trellis/forms/model';
import type { Env, Value } from '@trellis/logic';
import type { FormDocument } from '@trellis/metadata';
import { bigForm } from './big-form.ts';

const TURNS = Number(process.argv[2] ?? 5);
const WARM = 3;

const form = compileForm('bench:big', normaliseForm(bigForm() as unknown as FormDocument));
if (form.behaviour.issues.length > 0) throw new Error('the form has mistakes');
let tick = 0;
/** As in a browser, the clock moves between two keystrokes. */
const env = (): Env => ({
  now: new Date(Date.UTC(2026, 2, 1) + tick++).toISOString(),
  tz: 'Asia/Shanghai',
  member: { id: '01900000-0000-7000-8000-000000000001', departments: [], roles: [] },
});

type Values = Readonly<Record<string, Value>>;
/** What is typed into a field in the given round. */
function typed(type: string, round: number): Value {
  if (type === 'number') return String(round % 90);
  if (type === 'select') return 'abc'[round % 3] ?? null;
  if (type === 'date') return `2026-03-${String((round % 28) + 1).padStart(2, '0')}`;
  return `文本 ${round}`;
}

const inputs = [...form.fields.values()].filter(({ type }) => !type.computed);
const start: Values = liveValues(
  form,
  Object.fromEntries(inputs.map(({ key, type }, at) => [key, typed(type.type, at)])),
  env(),
);
const session = formSession(form, start, env());
let whole: Values = start;
let round = 1;

/** Microseconds of both ways for one keystroke in each field, and the dearest keystroke. */
function turn(): { readonly full: number; readonly stepwise: number; readonly most: number } {
  let [full, stepwise, most] = [0, 0, 0];
  round++;
  for (const [at, { key, type }] of inputs.entries()) {
    const changes = { [key]: typed(type.type, round + at) };
    const first = process.hrtime.bigint();
    whole = liveValues(form, { ...whole, ...changes }, env());
    const all = behaviourState(form, whole, env());
    const second = process.hrtime.bigint();
    session.set(changes, env());
    const { state } = session;
    const third = process.hrtime.bigint();
    if (state.visible.size !== all.visible.size || state.required.size !== all.required.size)
      throw new Error(`the two ways disagree at ${key}`);
    full += Number(second - first) / 1000;
    const took = Number(third - second) / 1000;
    stepwise += took;
    most = Math.max(most, took);
  }
  return { full: full / inputs.length, stepwise: stepwise / inputs.length, most };
}

const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
for (let n = 0; n < WARM; n++) turn();
const turns = Array.from({ length: TURNS }, turn);
const ratios = turns.map(({ full, stepwise }) => stepwise / full);
console.log(`${form.fields.size} fields, ${form.behaviour.rules.size} fields with rules, one keystroke each`);
console.log(`everything   ${median(turns.map(({ full }) => full)).toFixed(1)} µs`);
console.log(`step by step ${median(turns.map(({ stepwise }) => stepwise)).toFixed(1)} µs`);
console.log(
  `ratio        ${(100 * median(ratios)).toFixed(1)} % (${(100 * Math.min(...ratios)).toFixed(1)}–${(100 * Math.max(...ratios)).toFixed(1)} %)`,
);
