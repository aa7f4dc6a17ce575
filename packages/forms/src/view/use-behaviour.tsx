import { useMemo } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { stateFollower } from '../form/live-state.ts';
import type { Values } from '../form/record.ts';
import type { BehaviourState } from '../form/state.ts';
import { useEnv } from '../widgets/services.tsx';

/** What the rules say of the values on the screen; each change costs what reads it. */
export function useBehaviour(form: CompiledForm, values: Values, saved: Values | undefined): BehaviourState {
  const env = useEnv();
  const follow = useMemo(() => stateFollower(form, saved), [form, saved]);
  return useMemo(() => follow(values, env()), [follow, values, env]);
}
