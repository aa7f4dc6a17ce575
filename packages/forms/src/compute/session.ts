import type { Env, Value } from '@trellis/logic';
import type { CompiledForm } from '../form/compile.ts';
import { type StateTracker, takeOver, trackState } from '../form/live-state.ts';
import { OF_ENV } from '../form/reads.ts';
import type { Values } from '../form/record.ts';
import type { BehaviourState } from '../form/state.ts';
import { followFormulas, liveValues } from './live.ts';

/** A record while it is filled in. A change costs what reads it, not what the form has. */
export interface FormSession {
  /** The values with what follows from them; the same object until something changes. */
  readonly values: Values;
  /** What the rules say of them; parts that did not change are the same objects. */
  readonly state: BehaviourState;
  /** Puts values in. Answers the fields that hold another value now, those that follow included. */
  set(changes: Values, env: Env): ReadonlySet<string>;
  /** The record as a whole is this now; the same as `set` with what differs. */
  become(values: Values, env: Env): ReadonlySet<string>;
}

/**
 * Follows a record through its changes; after each one `values` and `state` are what `liveValues` and `behaviourState`
 * say of it.
 * @param before the record before the change; absent for a new one
 */
export function formSession(form: CompiledForm, start: Values, env: Env, before?: Values): FormSession {
  const data: { [key: string]: Value } = { ...liveValues(form, start, env) };
  if (before) data.$before = before;
  let snapshot: Values | undefined;
  let last = env;
  let tracker: StateTracker | undefined;
  // Rules wait until somebody asks what they say.
  let unseen = new Set<string>();

  const follow = (moved: Set<string>, env: Env): ReadonlySet<string> => {
    if (env !== last) moved.add(OF_ENV);
    last = env;
    followFormulas(form, data, moved, env);
    if (moved.size > 0) snapshot = undefined;
    for (const root of moved) unseen.add(root);
    moved.delete(OF_ENV);
    return moved;
  };
  return {
    get values() {
      if (!snapshot) {
        const { $before: _, ...values } = data;
        snapshot = values;
      }
      return snapshot;
    },
    get state() {
      tracker ??= trackState(form, data, last);
      if (unseen.size > 0) tracker.follow(unseen, last);
      unseen = new Set();
      return tracker.state;
    },
    set(changes, env) {
      const moved = new Set<string>();
      for (const [key, value] of Object.entries(changes)) {
        if (data[key] === value) continue;
        data[key] = value;
        moved.add(key);
      }
      return follow(moved, env);
    },
    become: (values, env) => follow(takeOver(data, values), env),
  };
}
