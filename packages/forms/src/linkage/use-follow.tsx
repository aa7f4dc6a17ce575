import type { Value } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { type RowValue, rowsOf } from '../form/rows.ts';
import { sameValue } from '../values/same.ts';
import type { RowPlace } from '../widgets/relations.ts';
import { useEnv, useFormServices, useTextEnv } from '../widgets/services.tsx';
import { cascade } from './cascade.ts';
import { derivedOf } from './derived.ts';
import {
  cascadeRows,
  givenInRows,
  type Question,
  readable,
  rowsIn,
  type SeenRows,
  wholeRows,
  withCells,
} from './follow-rows.ts';
import { add, type Marks, of, remove } from './marks.ts';

/** Questions wait for this long, so that typing does not ask at each key. */
const DEBOUNCE = 250;
/** Answers may raise further questions, but fields that fill each other must come to rest. */
const MAX_ROUNDS = 4;
/** Questions that are asked at once; the server works out the rest when the record is saved. */
const MOST = 2_000;

const nameOf = ({ derived: { field, by }, in: place }: Question): string =>
  `${place ? `${place.field}/${place.row}` : ''} ${field} ${by ?? ''}`;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Lets the values of a form, and of the rows in it, follow what they are made from while somebody fills it in:
 * expressions at once, values from other records when the host has answered. Without a host for that only expressions
 * follow.
 * @param latest the values now; `set` replaces them
 * @param failed told what an address that was asked did not give
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
  failed: (issues: readonly Issue[]) => void,
) {
  const env = useEnv();
  const texts = useTextEnv();
  const { relations, picked } = useFormServices();
  const { isNew, id } = record;
  const [filled, setFilled] = useState(NOBODY);
  const [prefilled] = useState(() => Object.keys(record.prefill ?? {}));
  const touched = useRef<Marks>(add(new Map(), undefined, prefilled));
  const fill = useRef<Marks>(new Map());
  /** Fields whose answer is still out: what stands there may be out of date. */
  const open = useRef<Marks>(new Map());
  /** The last question about each derived value; answers to earlier ones are out of date. */
  const asked = useRef(new Map<string, number>());
  const waiting = useRef(new Map<string, { readonly question: Question; readonly round: number }>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = useRef(new AbortController());
  const [atFirst] = useState<SeenRows>(() => (isNew ? {} : rowsIn(form, latest.current)));
  /** The rows as they were when something last followed. */
  const seen = useRef(atFirst);
  /** Rows that are stored: what only new ones follow leaves them alone. */
  const stored = useRef(idsOf(atFirst));

  const mark = useCallback((keys: Iterable<string>, place?: RowPlace) => {
    fill.current = add(fill.current, place, keys);
    if (!place) setFilled(of(fill.current));
  }, []);

  const follow = useCallback(
    (changed: ReadonlySet<string> | 'all', round = 0) => {
      const filling = { isNew, touched: of(touched.current), filled: of(fill.current) };
      const result = cascade(form, latest.current, changed, filling, env());
      const moved = changed === 'all' ? changed : new Set([...changed, ...result.followed]);
      const inRows = cascadeRows(
        form,
        result.values,
        moved,
        seen.current,
        (place) => ({
          isNew: !stored.current.has(place.row),
          touched: of(touched.current, place),
          filled: of(fill.current, place),
        }),
        env(),
      );
      seen.current = rowsIn(form, inRows.values);
      if (inRows.values !== latest.current) {
        set(inRows.values, new Set([...result.followed, ...inRows.followed.map((one) => one.in.field)]));
        mark(result.followed);
        for (const one of inRows.followed) mark(one.columns, one.in);
      }
      const questions = [...result.ask.map((derived): Question => ({ derived })), ...inRows.ask];
      if (!relations || round >= MAX_ROUNDS || questions.length === 0) return;
      for (const question of questions) {
        open.current = add(open.current, question.in, [question.derived.field]);
        waiting.current.set(nameOf(question), { question, round });
        asked.current.set(nameOf(question), (asked.current.get(nameOf(question)) ?? 0) + 1);
      }
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void ask(), changed === 'all' ? 0 : DEBOUNCE);

      async function ask() {
        const all = [...waiting.current.values()].slice(0, MOST);
        waiting.current = new Map();
        const here = rowIds(form, latest.current);
        const questions = all.map((one) => one.question).filter((one) => !one.in || here.has(one.in.row));
        const numbers = new Map(questions.map((one) => [one, asked.current.get(nameOf(one))]));
        const want = questions.map(({ derived: { field, by }, in: place }) => ({
          field,
          ...(by === undefined ? {} : { by }),
          ...(place ? { in: place } : {}),
        }));
        const { signal } = stop.current;
        try {
          const at = { values: readable(form, latest.current), ...(id === undefined ? {} : { record: id }) };
          const answer = await relations!.values(form.ref, { ...at, want }, signal);
          if (signal.aborted) return;
          for (const [one, { title }] of Object.entries(answer.refs)) picked.set(one, title);
          failed(
            Object.entries(answer.failed ?? {}).map(([field, why]): Issue => ({ path: [field], ...why })),
          );
          const changes = new Map<string, Value>();
          const cells: { in: RowPlace; column: string; value: Value }[] = [];
          for (const question of questions) {
            if (asked.current.get(nameOf(question)) !== numbers.get(question)) continue;
            const { derived, in: place } = question;
            const { field } = derived;
            open.current = remove(open.current, place, [field]);
            // Meanwhile somebody gave another value.
            if (derived.when === 'first' && of(touched.current, place).has(field)) continue;
            if (place) {
              const value = answer.rows?.[place.field]?.[place.row]?.[field] ?? null;
              const row = rowsOf(latest.current[place.field]).find(({ _id }) => _id === place.row);
              if (row && !sameValue(value, row[field] ?? null))
                cells.push({ in: place, column: field, value });
              continue;
            }
            const rows = form.fields.get(field)?.owned;
            const given = answer.values[field] ?? null;
            const value = rows ? wholeRows(rows, given, latest.current, env()) : given;
            if (!sameValue(value, latest.current[field] ?? null)) changes.set(field, value);
          }
          if (changes.size === 0 && cells.length === 0) return;
          const keys = new Set(changes.keys());
          const changed = { ...latest.current, ...Object.fromEntries(changes) };
          const next = withCells(form, changed, cells, env());
          set(next, new Set([...keys, ...cells.map((cell) => cell.in.field)]));
          mark(keys);
          for (const cell of cells) mark([cell.column], cell.in);
          follow(keys, Math.max(...all.map((one) => one.round)) + 1);
        } catch {
          // The server works the same values out when the record is saved without them.
        }
      }
    },
    [form, isNew, latest, set, failed, env, relations, picked, mark, id],
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
        const cells = givenInRows(form, field, latest.current, seen.current, env());
        for (const { in: place, columns } of cells) {
          touched.current = add(touched.current, place, columns);
          fill.current = remove(fill.current, place, columns);
        }
        touched.current = add(touched.current, undefined, [field]);
        fill.current = remove(fill.current, undefined, [field]);
        setFilled(of(fill.current));
        follow(new Set([field]));
      },
      [form, follow, latest, env],
    ),
    /** What to send of a field: nothing while its value is being worked out anew, and nobody gave it another. */
    settled: useCallback((field: string, value: Value): Value | undefined => {
      const isOpen = (key: string, place?: RowPlace) =>
        of(open.current, place).has(key) && !of(touched.current, place).has(key);
      if (isOpen(field)) return undefined;
      if (!rowsOf(value).some((row) => of(open.current, { field, row: String(row._id) }).size > 0))
        return value;
      return rowsOf(value).map((row): RowValue => {
        const place = { field, row: String(row._id) };
        return Object.fromEntries(Object.entries(row).filter(([key]) => !isOpen(key, place)));
      });
    }, []),
    /** Whether a person gave the field a value. */
    wasGiven: useCallback((field: string) => of(touched.current).has(field), []),
    /** The form starts anew from these values. */
    restart: useCallback(
      (values: Values) => {
        touched.current = new Map();
        fill.current = new Map();
        open.current = new Map();
        waiting.current = new Map();
        asked.current = new Map();
        seen.current = rowsIn(form, values);
        stored.current = idsOf(seen.current);
        setFilled(NOBODY);
      },
      [form],
    ),
  };
}

const empty = (value: unknown): boolean => value === null || value === undefined;

const idsOf = (rows: SeenRows): ReadonlySet<string> =>
  new Set(Object.values(rows).flatMap((list) => list.map(({ _id }) => String(_id))));

const rowIds = (form: CompiledForm, values: Values): ReadonlySet<string> => idsOf(rowsIn(form, values));
