import type { Env, Row, Value } from '@trellis/logic';
import type { CompiledCheck } from './behaviour.ts';
import type { CompiledField, CompiledForm } from './compile.ts';
import { demanded } from './demands.ts';
import { planOf } from './live-plan.ts';
import { type SubformTracker, trackRows, trackSubform } from './live-rows.ts';
import type { OwnedField } from './owned.ts';
import { OF_ENV } from './reads.ts';
import type { Values } from './record.ts';
import { type BehaviourState, type FieldState, fieldState, ownState } from './state.ts';

/** What the rules say of a record that changes; parts that stay as they are stay the same objects. */
export interface StateTracker {
  readonly state: BehaviourState;
  /**
   * The record has changed: evaluates what reads it, and nothing else.
   * @param moved roots (`reads.ts`) of what changed
   */
  follow(moved: ReadonlySet<string>, env: Env): BehaviourState;
}

/**
 * `behaviourState` of a record that is being filled in, evaluated along what reads what.
 * @param data the record; whoever changes it in place says so to `follow`
 */
export function trackState(form: CompiledForm, data: Row, env: Env): StateTracker {
  const plan = planOf(form);
  const rows = trackRows(form, data, env, trackState);
  let state: BehaviourState = withRows(ownState(form, data, env), rows.states);
  let wanted = demanded(form, data);
  return {
    get state() {
      return state;
    },
    follow(moved, env) {
      const due = new Set<CompiledField>();
      const tests = new Set<CompiledCheck>();
      for (const root of moved) {
        for (const field of plan.fields.get(root) ?? []) due.add(field);
        for (const check of plan.checks.get(root) ?? []) tests.add(check);
      }
      if ([...moved].some((root) => plan.demanding.has(root))) {
        const next = demanded(form, data);
        for (const key of [...wanted, ...next]) {
          const field = form.fields.get(key);
          if (field && wanted.has(key) !== next.has(key)) due.add(field);
        }
        wanted = next;
      }
      let next = state;
      const put = editorOf(state);
      for (const field of due) next = put(next, field.key, fieldState(form, field, wanted, data, env));
      next = withFailed(form, next, tests, data, env);
      const ofRows = rows.follow(moved, env);
      state = ofRows === next.rows ? next : withRows(next, ofRows);
      return state;
    },
  };
}

/**
 * The same for whoever has the whole record at each change: a function of its values that remembers the last ones.
 * @param before the record before the change; absent for a new one
 */
export function stateFollower(
  form: CompiledForm,
  before?: Values,
): (values: Values, env: Env) => BehaviourState {
  const data: { [key: string]: Value } = before ? { $before: before } : {};
  let tracker: StateTracker | undefined;
  return (values, env) => {
    const moved = takeOver(data, values);
    moved.add(OF_ENV);
    if (tracker) return tracker.follow(moved, env);
    tracker = trackState(form, data, env);
    return tracker.state;
  };
}

/** What the rules say of each row of a sub-form, for whoever has the record around them at each change. */
export function rowsFollower(owned: OwnedField): (record: Values, env: Env) => readonly BehaviourState[] {
  const data: { [key: string]: Value } = {};
  let rows: SubformTracker | undefined;
  return (record, env) => {
    const moved = takeOver(data, record);
    moved.add(OF_ENV);
    if (rows) return rows.follow(moved, env);
    rows = trackSubform(owned, data, env, trackState);
    return rows.states();
  };
}

/** Makes a record this one, in place, apart from what was before. Answers what is another now. */
export function takeOver(data: { [key: string]: Value }, values: Values): Set<string> {
  const moved = new Set<string>();
  const take = (key: string, value: Value) => {
    if (data[key] === value) return;
    data[key] = value;
    moved.add(key);
  };
  for (const [key, value] of Object.entries(values)) take(key, value);
  for (const key of Object.keys(data)) if (key !== '$before' && !Object.hasOwn(values, key)) take(key, null);
  return moved;
}

const withRows = (own: BehaviourState, rows: BehaviourState['rows']): BehaviourState =>
  rows === undefined ? own : { ...own, rows };

const SETS = ['visible', 'required', 'readonly'] as const;

/** Puts states of single fields into that of a record, copying each part once, and only where it changes. */
function editorOf(start: BehaviourState) {
  return (state: BehaviourState, key: string, now: FieldState): BehaviourState => {
    let next = state;
    for (const name of SETS) {
      if (next[name].has(key) === now[name]) continue;
      const set = next[name] === start[name] ? new Set(next[name]) : (next[name] as Set<string>);
      if (now[name]) set.add(key);
      else set.delete(key);
      next = { ...next, [name]: set };
    }
    const { offered, hints } = next;
    if (!sameItems(offered?.get(key), now.offered))
      next = { ...next, offered: withValue(offered, key, now.offered) };
    const words = now.hints.length > 0 ? now.hints : undefined;
    return sameItems(hints?.get(key), words) ? next : { ...next, hints: withValue(hints, key, words) };
  };
}

function sameItems(one: Iterable<unknown> | undefined, other: Iterable<unknown> | undefined): boolean {
  if (one === other || !one || !other) return one === other;
  const [left, right] = [[...one], [...other]];
  return left.length === right.length && left.every((item, index) => item === right[index]);
}

/** A copy of a map with another value at a key, or none. */
function withValue<T>(
  map: ReadonlyMap<string, T> | undefined,
  key: string,
  value: T | undefined,
): ReadonlyMap<string, T> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

function withFailed(
  form: CompiledForm,
  state: BehaviourState,
  tests: ReadonlySet<CompiledCheck>,
  data: Row,
  env: Env,
): BehaviourState {
  const other = [...tests].filter((check) => check.when.test(data, env) !== state.failed.includes(check));
  if (other.length === 0) return state;
  const failed = form.behaviour.checks.filter(
    (check) => state.failed.includes(check) !== other.includes(check),
  );
  return { ...state, failed };
}
