import type { Env, Row } from '@trellis/logic';
import { withFormulas } from '../compute/own.ts';
import { sameValue } from '../values/same.ts';
import type { CompiledForm } from './compile.ts';
import { ownedFields } from './owned.ts';
import type { Values } from './record.ts';
import { isBlankRow, rowData, rowsOf } from './rows.ts';
import { behaviourState } from './state.ts';

/**
 * A record as a save takes it: what was filled in and then hidden by the rules does not count, so that nobody is asked
 * for what follows from it. Leaving it out may hide or show further fields; what is shown in the end keeps what was
 * filled in. Rows in which nothing is left go.
 * @param start what stands where nothing was filled in: the defaults of a new record, or the record before
 * @param before the record before the change, for rules that ask; absent for a new one
 */
export function withoutUnseen(
  form: CompiledForm,
  values: Values,
  start: Values,
  env: Env,
  before?: Values,
): Values {
  const filled: { [key: string]: Values[string] } = { ...values };
  for (const { key, rows } of ownedFields(form)) {
    const old = new Map(rowsOf(start[key]).map((row) => [row._id, row]));
    const list = rowsOf(values[key])
      .map((row) =>
        settled(rows, row, old.get(row._id) ?? { _id: row._id ?? null }, rowData(row, values), env),
      )
      .filter((row) => !isBlankRow(rows, row));
    if (list.length > 0 || filled[key] !== undefined) filled[key] = list.length > 0 ? list : null;
  }
  return settled(form, filled, start, before ? { $before: before } : {}, env);
}

/** One record, or row, without what its rules hide. */
function settled(form: CompiledForm, wanted: Values, start: Values, around: Row, env: Env): Values {
  if (form.behaviour.rules.size === 0) return wanted;
  let hidden: readonly string[] = [];
  // Each round hides or shows at least one more field, unless the rules chase each other in a circle.
  for (let round = form.fields.size + 1; ; round--) {
    const back = hidden.map((key) => [key, unseenValue(form, key, start)] as const);
    const values = withFormulas(form, { ...wanted, ...Object.fromEntries(back) }, {}, env);
    const { visible } = behaviourState(form, { ...around, ...values }, env);
    const found = [...form.fields.values()]
      .filter(({ key, type }) => !type.computed && !visible.has(key))
      .map(({ key }) => key)
      .filter((key) => !sameValue(wanted[key] ?? null, unseenValue(form, key, start)));
    const same = found.length === hidden.length && found.every((key, index) => key === hidden[index]);
    if (same || round === 0) return values;
    hidden = found;
  }
}

const unseenValue = (form: CompiledForm, key: string, start: Values): Values[string] =>
  form.fields.get(key)?.meta.whenHidden === 'clear' ? null : (start[key] ?? null);
