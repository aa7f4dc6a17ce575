import type { CompiledCheck } from './behaviour.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import { demandingFields } from './demands.ts';
import { byRoot } from './reads.ts';

/** Who must be asked when something changes. */
interface Plan {
  readonly fields: ReadonlyMap<string, readonly CompiledField[]>;
  readonly checks: ReadonlyMap<string, readonly CompiledCheck[]>;
  readonly demanding: ReadonlySet<string>;
}
const plans = new WeakMap<CompiledForm, Plan>();

/** Worked out once per form. */
export function planOf(form: CompiledForm): Plan {
  let plan = plans.get(form);
  if (!plan) {
    const { rules, checks } = form.behaviour;
    const fields = [...form.fields.values(), ...form.displays.values()];
    plan = {
      fields: byRoot(fields, ({ key }) => rules.get(key)?.reads ?? []),
      checks: byRoot(checks, ({ reads }) => reads),
      demanding: new Set(demandingFields(form).map(({ key }) => key)),
    };
    plans.set(form, plan);
  }
  return plan;
}

/** Everything that the rules of a form look at, by root. */
export function rootsRead(form: CompiledForm): ReadonlySet<string> {
  const { fields, checks, demanding } = planOf(form);
  return new Set([...fields.keys(), ...checks.keys(), ...demanding]);
}
