import type { Env, Value } from '@trellis/logic';
import type { CompiledForm } from '../form/compile.ts';
import { byRoot, rootOf } from '../form/reads.ts';
import type { Values } from '../form/record.ts';
import { sameValue } from '../values/same.ts';
import { type OwnFormula, ownFormulas, withFormulas } from './own.ts';

/** Formulas that follow at once, in order. */
interface Live {
  readonly formulas: readonly OwnFormula[];
  readonly keys: ReadonlySet<string>;
  /** Places in the order of those that read something, or are themselves what changed. */
  readonly readers: ReadonlyMap<string, readonly number[]>;
}
const known = new WeakMap<CompiledForm, Live>();

/** The formulas of a form that follow at once: not those that read when or by whom the record was made, which its form does not know. */
function liveOf(form: CompiledForm): Live {
  let live = known.get(form);
  if (!live) {
    const formulas = ownFormulas(form).filter(({ reads }) => !reads.some((path) => path.startsWith('_')));
    const reads = ({ field, reads }: OwnFormula) => [rootOf(field), ...reads.map(rootOf)];
    live = {
      formulas,
      keys: new Set(formulas.map(({ field }) => field)),
      readers: byRoot(formulas.keys(), (at) => reads(formulas[at] as OwnFormula)),
    };
    known.set(form, live);
  }
  return live;
}

/**
 * The values of a form on the screen with what follows from them: what the record decides by itself at once, the rest
 * as the server answered. All of it is what a save of these values stores.
 * @param answered computed fields as the server worked them out
 */
export function liveValues(form: CompiledForm, values: Values, env: Env, answered: Values = {}): Values {
  return withFormulas(form, withAnswers(form, values, answered), {}, env, liveOf(form).keys);
}

/** The values with what the server answered for computed fields that do not follow at once. */
export function withAnswers(form: CompiledForm, values: Values, answered: Values): Values {
  const live = liveOf(form).keys;
  const theirs = Object.entries(answered).filter(([key]) => !live.has(key));
  return theirs.length === 0 ? values : { ...values, ...Object.fromEntries(theirs) };
}

/**
 * Works out again, in place, the formulas that read what changed, and those that read them: `liveValues` of a record for
 * which it held before.
 * @param moved roots (`reads.ts`) of what changed; those of formulas that come to something else are added
 */
export function followFormulas(
  form: CompiledForm,
  data: { [key: string]: Value },
  moved: Set<string>,
  env: Env,
): void {
  const { formulas, readers } = liveOf(form);
  const due = new Uint8Array(formulas.length);
  const wake = (root: string) => {
    for (const at of readers.get(root) ?? []) due[at] = 1;
  };
  for (const root of moved) wake(root);
  for (const [at, { field, value }] of formulas.entries()) {
    if (due[at] === 0) continue;
    // A column is worked out for all rows at once.
    const key = rootOf(field);
    const now = value(data, env);
    if (sameValue(now, data[key] ?? null)) continue;
    data[key] = now;
    moved.add(key);
    // Those before it in the order do not read it.
    wake(key);
  }
}
