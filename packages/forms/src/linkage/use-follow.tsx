import type { Value } from '@trellis/logic';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import { normaliseRecord, type Values } from '../form/record.ts';
import { sameValue } from '../values/same.ts';
import { useEnv, useFormServices, useTextEnv } from '../widgets/services.tsx';
import { cascade } from './cascade.ts';
import { type Derived, derivedOf } from './derived.ts';

/** Questions wait for this long, so that typing does not ask at each key. */
const DEBOUNCE = 250;
/** Answers may raise further questions, but fields that fill each other must come to rest. */
const MAX_ROUNDS = 4;

const nameOf = ({ field, by }: Derived): string => `${field} ${by ?? ''}`;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Lets the values of a form follow what they are made from while somebody fills it in: expressions at once, values
 * from other records when the host has answered. Without a host for that only expressions follow.
 * @param latest the values now; `set` replaces them
 */
export function useFollow(
  form: CompiledForm,
  record: {
    readonly isNew: boolean;
    readonly id: string | undefined;
    /** What was given before the form opened. */
    readonly prefill: Values | undefined;
  },
  latest: RefObject<Values>,
  set: (values: Values, changed: ReadonlySet<string>) => void,
) {
  const env = useEnv();
  const texts = useTextEnv();
  const { relations, picked } = useFormServices();
  const [filled, setFilled] = useState(NOBODY);
  const fill = useRef(NOBODY);
  const [prefilled] = useState(() => Object.keys(record.prefill ?? {}));
  const touched = useRef(new Set(prefilled));
  /** The last question about each derived value; answers to earlier ones are out of date. */
  const asked = useRef(new Map<string, number>());
  /** Fields whose answer is still out: what stands there may be out of date. */
  const open = useRef(new Set<string>());
  const waiting = useRef(new Map<string, { readonly derived: Derived; readonly round: number }>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useRef(new AbortController());
  const { isNew, id } = record;

  const mark = useCallback((keys: ReadonlySet<string>, without?: string) => {
    const next = new Set([...fill.current, ...keys]);
    if (without !== undefined) next.delete(without);
    fill.current = next;
    setFilled(next);
  }, []);

  const follow = useCallback(
    (changed: ReadonlySet<string> | 'all', round = 0) => {
      const filling = { isNew, touched: touched.current, filled: fill.current };
      const result = cascade(form, latest.current, changed, filling, env());
      if (result.followed.size > 0) {
        set(result.values, result.followed);
        mark(result.followed);
      }
      if (!relations || round >= MAX_ROUNDS || result.ask.length === 0) return;
      for (const derived of result.ask) {
        open.current.add(derived.field);
        waiting.current.set(nameOf(derived), { derived, round });
        asked.current.set(nameOf(derived), (asked.current.get(nameOf(derived)) ?? 0) + 1);
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void ask(), changed === 'all' ? 0 : DEBOUNCE);

      async function ask() {
        const questions = [...waiting.current.values()];
        waiting.current = new Map();
        const numbers = new Map(
          questions.map(({ derived }) => [derived, asked.current.get(nameOf(derived))]),
        );
        const want = questions.map(({ derived: { field, by } }) =>
          by === undefined ? { field } : { field, by },
        );
        const { signal } = stop.current;
        try {
          const at = { values: readable(form, latest.current), ...(id === undefined ? {} : { record: id }) };
          const answer = await relations!.values(form.ref, { ...at, want }, signal);
          if (signal.aborted) return;
          for (const [one, { title }] of Object.entries(answer.refs)) picked.set(one, title);
          const changes = new Map<string, Value>();
          for (const { derived } of questions) {
            if (asked.current.get(nameOf(derived)) !== numbers.get(derived)) continue;
            open.current.delete(derived.field);
            // Meanwhile somebody gave another value.
            if (derived.when === 'first' && touched.current.has(derived.field)) continue;
            const value = answer.values[derived.field] ?? null;
            if (!sameValue(value, latest.current[derived.field] ?? null)) changes.set(derived.field, value);
          }
          if (changes.size === 0) return;
          const keys = new Set(changes.keys());
          set({ ...latest.current, ...Object.fromEntries(changes) }, keys);
          mark(keys);
          follow(keys, Math.max(...questions.map((one) => one.round)) + 1);
        } catch {
          // The server works the same values out when the record is saved without them.
        }
      }
    },
    [form, isNew, id, latest, set, env, relations, picked, mark],
  );

  const params = useMemo(
    () =>
      derivedOf(form).flatMap(({ field, source }) =>
        source.kind === 'param' ? [{ field, name: source.name }] : [],
      ),
    [form],
  );
  const begun = useRef(false);
  useEffect(() => {
    stop.current = new AbortController();
    if (!isNew || begun.current) return;
    begun.current = true;
    const given: Record<string, Value> = {};
    for (const { field: key, name } of params) {
      const field = form.fields.get(key);
      const text = relations?.param(name);
      if (!field || text === undefined || !empty(latest.current[key])) continue;
      const value = field.type.parse(text, field.config, texts);
      if (value.ok && value.value !== null) given[key] = value.value;
    }
    const keys = new Set(Object.keys(given));
    if (keys.size > 0) {
      set({ ...latest.current, ...given }, keys);
      mark(keys);
    }
    follow('all');
  }, [form, isNew, params, relations, texts, latest, set, mark, follow]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      stop.current.abort();
      begun.current = false;
    },
    [],
  );

  return {
    filled,
    /** A person gave a field a value. */
    given: useCallback(
      (field: string) => {
        touched.current.add(field);
        mark(NOBODY, field);
        follow(new Set([field]));
      },
      [follow, mark],
    ),
    /** Whether the value of a field is being worked out anew, and nobody gave it another. */
    isOpen: useCallback((field: string) => open.current.has(field) && !touched.current.has(field), []),
    /** Whether a person gave the field a value. */
    wasGiven: useCallback((field: string) => touched.current.has(field), []),
    /** The form starts anew; these fields hold what a person gave. */
    restart: useCallback((keys: Iterable<string>) => {
      touched.current = new Set(keys);
      waiting.current = new Map();
      asked.current = new Map();
      open.current = new Set();
      fill.current = NOBODY;
      setFilled(NOBODY);
    }, []),
  };
}

const empty = (value: unknown): boolean => value === null || value === undefined;

/** What can be read of the values on the screen. */
function readable(form: CompiledForm, values: Values): Values {
  const read: Record<string, Value> = {};
  for (const [key, value] of Object.entries(values)) {
    const result = form.fields.has(key)
      ? normaliseRecord(form, { [key]: value }, { generated: 'keep' })
      : undefined;
    if (result?.ok) read[key] = result.value[key] ?? null;
  }
  return read;
}
