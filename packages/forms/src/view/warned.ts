import type { CompiledCheck } from '../form/behaviour.ts';
import type { CompiledForm } from '../form/compile.ts';
import type { CompiledHint } from '../form/guide.ts';
import type { BehaviourState } from '../form/state.ts';

type Hints = ReadonlyMap<string, readonly CompiledHint[]>;

/** What checks warn of now. */
interface Warned {
  /** Words at fields: the hints of rules, then the warnings. */
  readonly hints: Hints;
  /** Warnings that stand at no field that is shown. */
  readonly general: readonly CompiledCheck[];
}

/** Puts the warnings of a record to the hints of its fields. */
export function warnedBy(form: CompiledForm, { failed, hints = new Map(), visible }: BehaviourState): Warned {
  const warnings = failed.filter(({ level }) => level === 'warning');
  if (warnings.length === 0) return { hints, general: [] };
  const at = new Map<string, readonly CompiledHint[]>(hints);
  const general: CompiledCheck[] = [];
  for (const check of warnings) {
    const { field, message, when } = check;
    if (field === undefined || !form.fields.has(field) || !visible.has(field)) general.push(check);
    else at.set(field, [...(at.get(field) ?? []), { text: message, tone: 'warning', when }]);
  }
  return { hints: at, general };
}
