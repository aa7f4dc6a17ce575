import type { Env, Row } from '@trellis/logic';
import type { CompiledCheck, FormBehaviour } from './behaviour.ts';
import type { CompiledForm } from './compile.ts';
import { demanded, demandingFields } from './demands.ts';
import { ownedFields } from './owned.ts';
import { perRow } from './rows.ts';

/** What the form's rules say of one record at one moment. */
export interface BehaviourState {
  /** Keys of the fields that are shown. */
  readonly visible: ReadonlySet<string>;
  /** Shown fields that must have a value. */
  readonly required: ReadonlySet<string>;
  /** Fields that people can't change now. */
  readonly readonly: ReadonlySet<string>;
  /** Submit checks that refuse the record as it stands. */
  readonly failed: readonly CompiledCheck[];
  /** The same of each row, by the key of the sub-form; absent where the form has none. */
  readonly rows?: ReadonlyMap<string, readonly BehaviourState[]>;
}

type Sets = Pick<BehaviourState, 'visible' | 'required' | 'readonly'>;
// Many forms have no rules: for them the answer is the same for every record.
const fixed = new WeakMap<FormBehaviour, Sets>();

/**
 * Evaluates all rules of a form for one record. `data` holds values by field key and, where known, system fields;
 * what is absent counts as empty; `$before` is the record before the change, absent for a new one. The same in the browser at each keystroke and on the server before a save.
 */
export function behaviourState(form: CompiledForm, data: Row, env: Env): BehaviourState {
  const { rules, checks } = form.behaviour;
  const same = rules.size === 0 && demandingFields(form).length === 0;
  let sets = same ? fixed.get(form.behaviour) : undefined;
  if (!sets) {
    sets = evaluate(form, data, env);
    if (same) fixed.set(form.behaviour, sets);
  }
  const failed = checks.filter((check) => check.when.test(data, env));
  if (ownedFields(form).length === 0) return { ...sets, failed };
  return { ...sets, failed, rows: perRow(form, data, env, behaviourState) };
}

function evaluate(form: CompiledForm, data: Row, env: Env): Sets {
  const visible = new Set<string>();
  const required = new Set<string>();
  const readonly = new Set<string>();
  const wanted = demanded(form, data);
  for (const field of form.fields.values()) {
    const { key } = field;
    const rules = form.behaviour.rules.get(key);
    if (field.meta.readonly || field.type.generated || rules?.readonlyWhen?.test(data, env)) {
      readonly.add(key);
    }
    if (rules?.visible && !rules.visible.test(data, env)) continue;
    visible.add(key);
    // A generated value can't be missing by anybody's fault.
    if (field.type.generated) continue;
    if (field.required || wanted.has(key) || rules?.requiredWhen?.test(data, env)) required.add(key);
  }
  for (const key of form.displays.keys()) {
    const rule = form.behaviour.rules.get(key)?.visible;
    if (!rule || rule.test(data, env)) visible.add(key);
  }
  return { visible, required, readonly };
}
