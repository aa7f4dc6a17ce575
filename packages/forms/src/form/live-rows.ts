import type { Env, Row, Value } from '@trellis/logic';
import type { CompiledForm } from './compile.ts';
import { rootsRead } from './live-plan.ts';
import type { StateTracker } from './live-state.ts';
import { type OwnedField, ownedFields } from './owned.ts';
import { OF_ENV, rootInRow } from './reads.ts';
import { type RowValue, rowData, rowsOf } from './rows.ts';
import type { BehaviourState } from './state.ts';

type States = NonNullable<BehaviourState['rows']>;

/** What the rules say of each row of a record that changes; undefined for a form without sub-forms. */
interface RowsTracker {
  readonly states: States | undefined;
  follow(moved: ReadonlySet<string>, env: Env): States | undefined;
}

/** A row that is followed: its data stays one object, changed in place. */
interface Followed {
  readonly row: RowValue;
  readonly data: { [column: string]: Value };
  readonly tracker: StateTracker;
}

type Track = (form: CompiledForm, data: Row, env: Env) => StateTracker;

/** Follows the rows of a record: a row is asked for what changed in it, or in what it reads of the record around it. */
export function trackRows(form: CompiledForm, data: Row, env: Env, track: Track): RowsTracker {
  const lists = ownedFields(form).map((owned) => trackSubform(owned, data, env, track));
  let states: States | undefined =
    lists.length === 0 ? undefined : new Map(lists.map(({ key, states }) => [key, states()]));
  return {
    get states() {
      return states;
    },
    follow(moved, env) {
      for (const list of lists) {
        const next = list.follow(moved, env);
        if (states?.get(list.key) !== next) states = new Map([...(states ?? []), [list.key, next]]);
      }
      return states;
    },
  };
}

/** The same for one sub-form. */
export interface SubformTracker {
  readonly key: string;
  states(): readonly BehaviourState[];
  follow(moved: ReadonlySet<string>, env: Env): readonly BehaviourState[];
}

export function trackSubform({ key, rows }: OwnedField, parent: Row, env: Env, track: Track): SubformTracker {
  const reads = rootsRead(rows);
  const begin = (row: RowValue, env: Env): Followed => {
    const data = { ...rowData(row, parent) };
    return { row, data, tracker: track(rows, data, env) };
  };
  let followed = rowsOf(parent[key]).map((row) => begin(row, env));
  let states: readonly BehaviourState[] = followed.map(({ tracker }) => tracker.state);
  return {
    key,
    states: () => states,
    follow(moved, env) {
      const around = [...moved].map((root) => (root === OF_ENV ? root : rootInRow(root)));
      const outer = around.filter((root) => reads.has(root));
      if (!moved.has(key) && outer.length === 0) return states;
      const known = new Map(followed.map((one) => [one.row._id, one]));
      followed = rowsOf(parent[key]).map((row) => {
        const old = known.get(row._id);
        // Rows with one id are two rows all the same.
        known.delete(row._id);
        return old ? moveOn(old, row, outer, env) : begin(row, env);
      });
      const next = followed.map(({ tracker }) => tracker.state);
      const same = next.length === states.length && next.every((state, index) => state === states[index]);
      states = same ? states : next;
      return states;
    },
  };
}

/** A row as it is now, asked for what changed. */
function moveOn(old: Followed, row: RowValue, outer: readonly string[], env: Env): Followed {
  const columns = old.row === row ? [] : new Set([...Object.keys(old.row), ...Object.keys(row)]);
  const moved = new Set(outer);
  for (const column of columns) {
    if (old.row[column] === row[column]) continue;
    old.data[column] = row[column] ?? null;
    moved.add(column);
  }
  if (moved.size > 0) old.tracker.follow(moved, env);
  return { ...old, row };
}
