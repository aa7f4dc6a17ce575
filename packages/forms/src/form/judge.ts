import type { Env, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { sameValue } from '../values/same.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import { ownedFields } from './owned.ts';
import type { Values } from './record.ts';
import { rowsOf } from './rows.ts';
import type { BehaviourState } from './state.ts';

// Few types judge: forms without one pay nothing.
const judges = new WeakMap<CompiledForm, readonly CompiledField[]>();

/**
 * Mistakes of shown values that depend on the moment or on other fields ("not before today", "after the start", "must
 * be ticked"), each at its field.
 * @param before of an update: the record as it was and what changed. What was wrong already and is not touched is not
 * blamed on the update: a visit planned for yesterday was planned well.
 */
export function judgeRecord(
  form: CompiledForm,
  values: Values,
  state: BehaviourState,
  env: Env,
  before?: { readonly values: Values; readonly changed: ReadonlySet<string> } | undefined,
): readonly Issue[] {
  let judged = judges.get(form);
  if (!judged) {
    judged = [...form.fields.values()].filter(({ type }) => type.judge !== undefined);
    judges.set(form, judged);
  }
  const own = judged.flatMap((field) => {
    if (!state.visible.has(field.key)) return [];
    const found = verdict(field, values, env);
    if (!before || before.changed.has(field.key) || found.length === 0) return found;
    const old = new Set(verdict(field, before.values, env).map(({ code }) => code));
    return found.filter(({ code }) => !old.has(code));
  });
  return [...own, ...judgeRows(form, values, state, env, before?.values)];
}

/** The same of each row of the shown sub-forms; what was wrong in a row already is not blamed on the update. */
function judgeRows(
  form: CompiledForm,
  values: Values,
  state: BehaviourState,
  env: Env,
  before: Values | undefined,
): readonly Issue[] {
  return ownedFields(form).flatMap(({ key, rows }) => {
    if (!state.visible.has(key)) return [];
    const old = new Map(rowsOf(before?.[key]).map((row) => [row._id, row]));
    return rowsOf(values[key]).flatMap((row, index) => {
      const ofRow = state.rows?.get(key)?.[index];
      const was = old.get(row._id);
      const changed = (was: Values) =>
        Object.keys(row).filter((one) => !sameValue(row[one], was[one] ?? null));
      const issues = ofRow
        ? judgeRecord(rows, row, ofRow, env, was && { values: was, changed: new Set(changed(was)) })
        : [];
      return issues.map((issue) => ({ ...issue, path: [key, index, ...issue.path] }));
    });
  });
}

function verdict({ type, key, config }: CompiledField, values: Values, env: Env): readonly Issue[] {
  const value = (name: string): Value => (Object.hasOwn(values, name) ? (values[name] ?? null) : null);
  const issues = type.judge?.(value(key), config, { env, value }) ?? [];
  return issues.map((issue) => ({ ...issue, path: [key, ...issue.path] }));
}
