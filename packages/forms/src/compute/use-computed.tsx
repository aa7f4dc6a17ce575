import { references, type Value } from '@trellis/logic';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { sameValue } from '../values/same.ts';
import { useEnv, useFormServices } from '../widgets/services.tsx';
import { withAnswers } from './live.ts';
import { ownFormulas } from './own.ts';
import { formSession } from './session.ts';

/** Questions wait for this long, so that typing does not ask at each key. */
const DEBOUNCE = 250;

/** Fields of the form from which fields follow that only the server can work out. */
function askingFields(form: CompiledForm): ReadonlySet<string> {
  const own = new Set(ownFormulas(form).map(({ field }) => field));
  const asking = new Set<string>();
  for (const { key, type, config } of form.fields.values()) {
    const computed = type.computed?.(config);
    if (computed?.kind === 'lookup') asking.add(computed.via);
    if (computed?.kind !== 'formula' || computed.expr === undefined || own.has(key)) continue;
    for (const path of references(computed.expr)) asking.add(path.split('.')[0] ?? path);
  }
  return asking;
}

/**
 * Keeps the computed fields of a form on the screen right while somebody fills it in: formulas of the record at once,
 * lookups when the server has answered. Without a server for that they show what is stored.
 * @param latest the values now; `set` replaces them
 */
export function useComputed(
  form: CompiledForm,
  id: string | undefined,
  latest: RefObject<Values>,
  set: (values: Values) => void,
) {
  const env = useEnv();
  const { computed } = useFormServices();
  const session = useMemo(() => formSession(form, {}, env()), [form, env]);
  const asking = useMemo(() => askingFields(form), [form]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useRef(new AbortController());
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      stop.current.abort();
      stop.current = new AbortController();
    },
    [],
  );

  const ask = useCallback(async () => {
    // Of two answers the later question's counts.
    stop.current.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    const values = Object.fromEntries(
      Object.entries(latest.current).filter(([key]) => !form.fields.get(key)?.type.generated),
    );
    try {
      const found = await computed?.(
        form.ref,
        { ...(id === undefined ? {} : { record: id }), values },
        signal,
      );
      if (!found || signal.aborted) return;
      session.become(withAnswers(form, latest.current, found), env());
      set(session.values);
    } catch {
      // The stored values stay until the record is saved, which works everything out.
    }
  }, [computed, form, id, env, session, latest, set]);

  /** The values with what follows from them at once; what the server must be asked for comes later. */
  const follow = useCallback(
    (before: Values, next: Values): Values => {
      const moved = (key: string) => !sameValue((before[key] ?? null) as Value, (next[key] ?? null) as Value);
      if (computed && [...asking].some(moved)) {
        clearTimeout(timer.current);
        timer.current = setTimeout(() => void ask(), DEBOUNCE);
      }
      session.become(next, env());
      return session.values;
    },
    [session, env, computed, asking, ask],
  );
  return follow;
}
