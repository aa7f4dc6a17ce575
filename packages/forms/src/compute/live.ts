import type { Env } from '@trellis/logic';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { ownFormulas, withFormulas } from './own.ts';

const known = new WeakMap<CompiledForm, ReadonlySet<string>>();

/** Fields that follow at once: not those that read when or by whom the record was made, which its form does not know. */
function liveFields(form: CompiledForm): ReadonlySet<string> {
  let fields = known.get(form);
  if (!fields) {
    const live = ownFormulas(form).filter(({ reads }) => !reads.some((path) => path.startsWith('_')));
    fields = new Set(live.map(({ field }) => field));
    known.set(form, fields);
  }
  return fields;
}

/**
 * The values of a form on the screen with what follows from them: what the record decides by itself at once, the rest
 * as the server answered. All of it is what a save of these values stores.
 * @param answered computed fields as the server worked them out
 */
export function liveValues(form: CompiledForm, values: Values, env: Env, answered: Values = {}): Values {
  const live = liveFields(form);
  const theirs = Object.entries(answered).filter(([key]) => !live.has(key));
  const all = theirs.length === 0 ? values : { ...values, ...Object.fromEntries(theirs) };
  return withFormulas(form, all, {}, env, live);
}
