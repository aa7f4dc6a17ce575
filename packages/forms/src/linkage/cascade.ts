import type { Env, Row } from '@trellis/logic';
import type { CompiledForm } from '../form/compile.ts';
import type { Values } from '../form/record.ts';
import { ownerData } from '../form/rows.ts';
import { type Derived, derivedOf, OF_OWNER } from './derived.ts';

/** What is known of a record while somebody fills it in. */
export interface Filling {
  readonly isNew: boolean;
  /** Fields that the person has given a value. */
  readonly touched: ReadonlySet<string>;
  /** Fields whose value was filled in. */
  readonly filled: ReadonlySet<string>;
}

export interface Cascade {
  readonly values: Values;
  /** Fields whose value followed. */
  readonly followed: ReadonlySet<string>;
  /** What must be asked of the server, in this order. */
  readonly ask: readonly Derived[];
}

/**
 * What follows from changes: expressions at once, the rest as questions. A field that was changed itself keeps its value.
 * @param changed keys of the fields that changed; "all" = a form was opened
 * @param around what expressions see besides: for a row, the record that it belongs to
 */
export function cascade(
  form: CompiledForm,
  values: Values,
  changed: ReadonlySet<string> | 'all',
  filling: Filling,
  env: Env,
  around: Row = {},
): Cascade {
  let next = values;
  const followed = new Set<string>();
  const ask: Derived[] = [];
  const moved = (key: string) => changed === 'all' || changed.has(key) || followed.has(key);
  for (const derived of derivedOf(form)) {
    const { field, reads, source } = derived;
    if (source.kind === 'param' || (changed !== 'all' && (changed.has(field) || !reads.some(moved))))
      continue;
    if (!applies(derived, next, changed === 'all', filling)) continue;
    if (source.kind === 'expr') {
      const value = source.value({ ...around, ...next }, env);
      if (same(value, next[field] ?? null)) continue;
      next = { ...next, [field]: value };
      followed.add(field);
    } else if (
      (source.kind === 'through' || source.kind === 'rows') &&
      isEmpty(valueAt(reads[0] ?? '', next, around))
    ) {
      // Nothing is chosen: a filled-in value goes with the choice it came from.
      if (isEmpty(next[field]) || !filling.filled.has(field)) continue;
      next = { ...next, [field]: null };
      followed.add(field);
    } else {
      ask.push(derived);
    }
  }
  return { values: next, followed, ask };
}

/** What stands at something that a derived value reads: a field, or of a row a field of its record. */
function valueAt(name: string, values: Values, around: Row): unknown {
  return name.startsWith(OF_OWNER) ? ownerData(around)?.[name.slice(OF_OWNER.length)] : values[name];
}

/** Whether a derived value may be put where another stands, or nothing. */
function applies(
  { field, when, by }: Derived,
  values: Values,
  opening: boolean,
  { isNew, touched, filled }: Filling,
): boolean {
  if (opening && !isNew) return false;
  const free = !touched.has(field) && (isEmpty(values[field]) || filled.has(field));
  switch (when) {
    case 'first':
      return isNew && !touched.has(field) && (!opening || isEmpty(values[field]));
    case 'change':
      return !opening || free;
    case 'empty':
      return free || isEmpty(values[field]);
    case 'always':
      return by !== undefined && (!opening || free);
  }
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
