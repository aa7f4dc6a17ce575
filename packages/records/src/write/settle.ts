import { type BehaviourState, behaviourState, demandingFields, withFormulas } from '@trellis/forms/model';
import type { Env, Row, Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { sameValue } from './image.ts';

type Values = Readonly<Record<string, Value>>;

export interface Settled {
  readonly values: Values;
  readonly state: BehaviourState;
}

/**
 * Applies the form's visibility to what a client sent: a value for a field that the rules hide is not taken, the
 * stored one stays. Keeping it may hide or show further fields, so this runs until nothing moves; a field that is
 * shown in the end keeps what the client sent. Formulas follow what stands there in each round.
 * @param given keys that the client sent
 * @param stored what stands where nothing was sent: the record before, or the defaults
 * @param system system fields of the record, for rules that read them
 * @param recomputed values for fields that are worked out even while they are hidden
 */
export function settle(
  form: CatalogForm,
  wanted: Values,
  stored: Values,
  given: ReadonlySet<string>,
  system: Row,
  env: Env,
  recomputed: Values = {},
): Settled {
  // Without any rule nobody reads the record: most forms, and all of a bulk write's rows.
  if (isPlain(form))
    return { values: withFormulas(form, wanted, system, env), state: behaviourState(form, {}, env) };
  const policed = fieldsWithPolicy(form);
  const unseen: Values = policed.length === 0 ? stored : { ...stored, ...recomputed, ...cleared(form) };
  const concerned = new Set([...given, ...policed]);
  let hidden: readonly string[] = [];
  // Each round hides or shows at least one more field, unless the rules chase each other in a circle.
  for (let round = form.fields.size + 1; ; round--) {
    const kept: Values = hidden.length === 0 ? wanted : withStored(wanted, unseen, hidden);
    const values = withFormulas(form, kept, system, env);
    const state = behaviourState(form, { ...system, ...values }, env);
    const found = [...concerned].filter(
      (key) => !state.visible.has(key) && !sameValue(wanted[key], unseen[key]),
    );
    const same = found.length === hidden.length && found.every((key, index) => key === hidden[index]);
    if (same || round === 0) return { values, state };
    hidden = found;
  }
}

/** Nothing in the form looks at a record: no rule, no demand of a stage, no rows with rules of their own. */
export const isPlain = (form: CatalogForm): boolean =>
  form.behaviour.rules.size + form.behaviour.checks.length === 0 &&
  demandingFields(form).length === 0 &&
  form.owned.size === 0;

function withStored(wanted: Values, stored: Values, keys: readonly string[]): Values {
  const values: Record<string, Value> = { ...wanted };
  for (const key of keys) values[key] = stored[key] ?? null;
  return values;
}

const policies = new WeakMap<CatalogForm, readonly string[]>();

/** Fields whose value may change because the rules hide them (`whenHidden`). */
export function fieldsWithPolicy(form: CatalogForm): readonly string[] {
  let keys = policies.get(form);
  if (!keys) {
    keys = [...form.fields.values()]
      .filter(
        ({ key, meta }) => (meta.whenHidden ?? 'keep') !== 'keep' && form.behaviour.rules.get(key)?.visible,
      )
      .map(({ key }) => key);
    policies.set(form, keys);
  }
  return keys;
}

const cleared = (form: CatalogForm): Values =>
  Object.fromEntries(
    fieldsWithPolicy(form)
      .filter((key) => form.fields.get(key)?.meta.whenHidden === 'clear')
      .map((key) => [key, null]),
  );
