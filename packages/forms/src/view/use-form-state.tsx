import type { Env, Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { useCallback, useMemo, useRef, useState } from 'react';
import { liveValues } from '../compute/live.ts';
import { useComputed } from '../compute/use-computed.tsx';
import type { CompiledForm } from '../form/compile.ts';
import { judgeRecord } from '../form/judge.ts';
import { defaults, normaliseRecord, type Values, validateRecord } from '../form/record.ts';
import { withoutBlankRows } from '../form/rows.ts';
import { behaviourState } from '../form/state.ts';
import { stepIssues } from '../form/steps.ts';
import { withoutUnseen } from '../form/unseen.ts';
import { useFollow } from '../linkage/use-follow.tsx';
import { sameValue } from '../values/same.ts';
import { useEnv } from '../widgets/services.tsx';
import { placeFields } from './layout.ts';
import { stillWrong } from './mended.ts';
import { useArrivals } from './use-arrivals.tsx';

const WARNING = 'check_warning';

export interface FormState {
  /** What is on the screen: canonical values, or raw text that can't be read yet. */
  readonly values: Values;
  readonly setValue: (field: string, value: Value) => void;
  /** Fields whose value differs from the start. */
  readonly changed: ReadonlySet<string>;
  readonly dirty: boolean;
  /** Fields whose value was filled in for the person. */
  readonly filled: ReadonlySet<string>;
  readonly issues: readonly Issue[];
  /** A save waits for files that are being sent. */
  readonly waiting: boolean;
  /** Ends when all files that are being sent came or failed; what is saved is checked after that. */
  readonly arrived: () => Promise<void>;
  /** Checks everything and shows what is wrong. On success: the canonical values to send, changed fields only for an edit. */
  readonly validate: () => { readonly ok: true; readonly values: Values } | { readonly ok: false };
  /** Shows what the server refused; each goes away when its field is edited. */
  readonly setServerIssues: (issues: readonly Issue[]) => void;
  /** Starts anew from these values (a saved record, a fresh form). */
  readonly reset: (values: Values) => void;
}

/**
 * State of a form on the screen. Without `initial` it starts with the form's defaults and `validate` gives all values;
 * with it (a record's values) `validate` gives the changed ones.
 * @param prefill values put over the defaults of a new record; they count as changed by the person.
 * @param id of the record that is edited
 */
export function useFormState(form: CompiledForm, initial?: Values, prefill?: Values, id?: string): FormState {
  const env = useEnv();
  const [base, setBase] = useState<Values>(() => initial ?? freshValues(form, env(), prefill));
  const [values, setValues] = useState<Values>(() => ({ ...base, ...prefill }));
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  // Handlers of one event see each other's changes before React paints.
  const latest = useRef(values);
  const { waiting, arrived } = useArrivals(latest);
  const isNew = initial === undefined;

  const changed = useMemo(
    () =>
      // What only follows from other fields is nobody's change.
      new Set(
        [...form.fields.values()]
          .filter(({ key, type }) => !type.computed && !sameValue(values[key] ?? null, base[key] ?? null))
          .map(({ key }) => key),
      ),
    [form, values, base],
  );

  const show = useCallback((next: Values) => {
    latest.current = next;
    setValues(next);
  }, []);
  const compute = useComputed(form, id, latest, show);
  const put = useCallback(
    (next: Values, moved: ReadonlySet<string>) => {
      const before = latest.current;
      show(compute(before, next));
      const after = latest.current;
      setIssues((old) => stillWrong(old, moved, before, after));
    },
    [show, compute],
  );
  const { filled, given, wasGiven, settled, restart } = useFollow(
    form,
    { isNew, id, prefill },
    latest,
    put,
    useCallback(
      (found) =>
        setIssues((old) => [
          ...old.filter(({ path }) => !found.some((one) => one.path[0] === path[0])),
          ...found,
        ]),
      [],
    ),
  );
  const setValue = useCallback(
    (field: string, value: Value) => {
      put({ ...latest.current, [field]: value }, new Set([field]));
      given(field);
    },
    [put, given],
  );

  const validate = useCallback(() => {
    // Issues name rows by their place: empty ones go from the screen too.
    latest.current = withoutBlankRows(form, latest.current);
    setValues(latest.current);
    const read = readAll(form, latest.current);
    const taken = withoutUnseen(form, read.values, base, env(), isNew ? undefined : base);
    const state = behaviourState(form, isNew ? taken : { ...taken, $before: base }, env());
    const isUnreadable = ({ path }: Issue) =>
      read.issues.some((one) => one.path.every((part, index) => path[index] === part));
    const found = [
      ...read.issues,
      ...[
        ...validateRecord(form, taken, state),
        ...(isNew ? [] : stepIssues(form, base, taken)),
        ...judgeRecord(form, taken, state, env(), isNew ? undefined : changesOf(form, base, taken)),
      ].filter((issue) => !isUnreadable(issue)),
    ].filter(
      // Of warnings whoever saves is asked when the server has judged everything.
      ({ path, code }) => code !== WARNING && (path.length === 0 || state.visible.has(String(path[0]))),
    );
    setIssues(inFormOrder(form, found));
    if (found.length > 0) return { ok: false as const };
    const send = Object.entries(read.values).flatMap(([key, value]) => {
      if (form.fields.get(key)?.type.generated) return [];
      // What somebody emptied stays empty: left out, it would get its default again.
      if (isNew ? value === null && !wasGiven(key) : sameValue(value, base[key] ?? null)) return [];
      // Whose answer is still out, the server works out itself.
      const sent = settled(key, value);
      return sent === undefined ? [] : [[key, sent] as const];
    });
    return { ok: true as const, values: Object.fromEntries(send) };
  }, [form, env, isNew, base, wasGiven, settled]);

  const reset = useCallback(
    (next: Values) => {
      restart(next);
      latest.current = next;
      setBase(next);
      setValues(next);
      setIssues([]);
    },
    [restart],
  );

  return {
    values,
    filled,
    setValue,
    changed,
    dirty: changed.size > 0,
    issues,
    waiting,
    arrived,
    validate,
    setServerIssues: useCallback(
      (found) => setIssues(inFormOrder(form, found.filter(({ code }) => code !== WARNING).map(atField))),
      [form],
    ),
    reset,
  };
}

/** Defaults, over what is filled in before where they read it; for that itself the default it replaces. */
function freshValues(form: CompiledForm, env: Env, prefill: Values = {}): Values {
  const bare = defaults(form, env);
  const own = Object.keys(prefill).map((key) => [key, bare[key] ?? null] as const);
  return liveValues(form, { ...defaults(form, env, {}, prefill), ...Object.fromEntries(own) }, env);
}

/** What an edit started from and which fields it changes. */
const changesOf = (form: CompiledForm, base: Values, values: Values) => ({
  values: base,
  changed: new Set(
    [...form.fields.keys()].filter((key) => !sameValue(values[key] ?? null, base[key] ?? null)),
  ),
});

/** Canonical values of all fields; a value that can't be read stays as it is and gets its issue. */
function readAll(form: CompiledForm, values: Values): { values: Values; issues: readonly Issue[] } {
  const read: { [key: string]: Value } = {};
  const issues: Issue[] = [];
  for (const key of form.fields.keys()) {
    const value = values[key] ?? null;
    const result = normaliseRecord(form, { [key]: value }, { generated: 'keep' });
    read[key] = (result.ok ? result.value[key] : value) ?? null;
    if (!result.ok) issues.push(...result.issues);
  }
  return { values: read, issues };
}

/** The server names fields as members of the body ("values" or "set"); a form names them alone. */
function atField(issue: Issue): Issue {
  const [first] = issue.path;
  return first === 'values' || first === 'set' ? { ...issue, path: issue.path.slice(1) } : issue;
}

/** In the order in which the fields stand on the screen; issues of the whole record first. */
function inFormOrder(form: CompiledForm, issues: readonly Issue[]): readonly Issue[] {
  const order = new Map(
    placeFields(form)
      .flatMap(({ fields }) => fields)
      .map(({ field }, index) => [field.key, index]),
  );
  const at = ({ path }: Issue) => order.get(String(path[0])) ?? -1;
  return [...issues].sort((a, b) => at(a) - at(b));
}
