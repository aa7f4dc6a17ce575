import type { Env, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from './compile.ts';
import type { Values } from './record.ts';
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
  return judged.flatMap((field) => {
    if (!state.visible.has(field.key)) return [];
    const found = verdict(field, values, env);
    if (!before || before.changed.has(field.key) || found.length === 0) return found;
    const old = new Set(verdict(field, before.values, env).map(({ code }) => code));
    return found.filter(({ code }) => !old.has(code));
  });
}

function verdict({ type, key, config }: CompiledField, values: Values, env: Env): readonly Issue[] {
  const value = (name: string): Value => (Object.hasOwn(values, name) ? (values[name] ?? null) : null);
  const issues = type.judge?.(value(key), config, { env, value }) ?? [];
  return issues.map((issue) => ({ ...issue, path: [key, ...issue.path] }));
}
