import type { Env, Row } from '@trellis/logic';
import type { CompiledCheck, FormBehaviour } from './behaviour.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import { demanded, demandingFields } from './demands.ts';
import { type CompiledHint, hintsNow, offeredNow } from './guide.ts';
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
  /** Keys of the options that may be chosen, of the fields of which a rule limits them now. */
  readonly offered?: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words that rules put at fields now. */
  readonly hints?: ReadonlyMap<string, readonly CompiledHint[]>;
  /** Submit checks that refuse the record as it stands. */
  readonly failed: readonly CompiledCheck[];
  /** The same of each row, by the key of the sub-form; absent where the form has none. */
  readonly rows?: ReadonlyMap<string, readonly BehaviourState[]>;
}

/** What the rules say of one field. */
export interface FieldState {
  readonly visible: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  /** Keys of the options that may be chosen; undefined = all. */
  readonly offered: ReadonlySet<string> | undefined;
  readonly hints: readonly CompiledHint[];
}

/** What the rules say of the fields of a record, apart from those of its rows. */
export type OwnState = Omit<BehaviourState, 'rows'>;
// Many forms have no rules: for them the answer is the same for every record, but for the checks.
const fixed = new WeakMap<FormBehaviour, OwnState>();

/**
 * Evaluates all rules of a form for one record. `data` holds values by field key and, where known, system fields;
 * what is absent counts as empty; `$before` is the record before the change, absent for a new one. The same on the
 * server before a save and in the browser, where `trackState` evaluates at each keystroke what reads what changed.
 */
export function behaviourState(form: CompiledForm, data: Row, env: Env): BehaviourState {
  const own = ownState(form, data, env);
  return ownedFields(form).length === 0 ? own : { ...own, rows: perRow(form, data, env, behaviourState) };
}

/** The same without the rows. */
export function ownState(form: CompiledForm, data: Row, env: Env): OwnState {
  const { rules, checks } = form.behaviour;
  const same = rules.size === 0 && demandingFields(form).length === 0;
  let sets = same ? fixed.get(form.behaviour) : undefined;
  if (!sets) {
    sets = evaluate(form, data, env);
    if (same) fixed.set(form.behaviour, sets);
  }
  return checks.length === 0
    ? sets
    : { ...sets, failed: checks.filter((check) => check.when.test(data, env)) };
}

function evaluate(form: CompiledForm, data: Row, env: Env): OwnState {
  const visible = new Set<string>();
  const required = new Set<string>();
  const readonly = new Set<string>();
  const offered = new Map<string, ReadonlySet<string>>();
  const hints = new Map<string, readonly CompiledHint[]>();
  const wanted = demanded(form, data);
  for (const field of [...form.fields.values(), ...form.displays.values()]) {
    const { key } = field;
    const now = fieldState(form, field, wanted, data, env);
    if (now.visible) visible.add(key);
    if (now.required) required.add(key);
    if (now.readonly) readonly.add(key);
    if (now.offered) offered.set(key, now.offered);
    if (now.hints.length > 0) hints.set(key, now.hints);
  }
  return { visible, required, readonly, offered, hints, failed: [] };
}

/**
 * What the rules say of one field of a record.
 * @param wanted fields that must have a value because of the values of others
 */
export function fieldState(
  form: CompiledForm,
  { key, type, meta, required }: CompiledField,
  wanted: ReadonlySet<string>,
  data: Row,
  env: Env,
): FieldState {
  const rules = form.behaviour.rules.get(key);
  const visible = rules?.visible?.test(data, env) ?? true;
  const guide = {
    offered: rules && offeredNow(rules, data, env),
    hints: rules ? hintsNow(rules, data, env) : [],
  };
  if (type.display) return { visible, required: false, readonly: false, ...guide };
  const asks = () => required || wanted.has(key) || (rules?.requiredWhen?.test(data, env) ?? false);
  return {
    visible,
    // A generated value can't be missing by anybody's fault.
    required: visible && !type.generated && asks(),
    readonly: (meta.readonly || type.generated || rules?.readonlyWhen?.test(data, env)) ?? false,
    ...guide,
  };
}
