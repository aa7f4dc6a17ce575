import type { Expr } from '@trellis/logic';
import {
  BUCKETS,
  type Bucket,
  MAX_GROUPS,
  type QuickValue,
  type Sort,
  type ViewGroup,
} from '@trellis/metadata';

/** What the address of a form's page says; everything else is a preference of the member or a moment's state. */
export interface ListState {
  /** Key of the view; absent = the form's first. */
  readonly view?: string;
  /** Condition on top of the view's own. */
  readonly filter?: Expr;
  /** Instead of the view's own; absent = the view's. */
  readonly sort?: readonly Sort[];
  /** Instead of the view's own groups; empty: none. */
  readonly group?: readonly ViewGroup[];
  /** What is picked in the quick filters, by field. */
  readonly quick?: Readonly<Record<string, QuickValue>>;
  /** Quick search. */
  readonly search?: string;
  /** Id of the record open in the drawer. */
  readonly record?: string;
  /** Tab of the open record. */
  readonly tab?: string;
  /** The form for a new record is open, with these texts by field key. */
  readonly create?: Readonly<Record<string, string>>;
  /** The draft that it goes on with. */
  readonly draft?: string;
  /** Id of the record that the new one begins as a copy of. */
  readonly copy?: string;
}

/** The list alone, with nothing open beside it. */
export function unopened({
  record: _,
  tab: __,
  create: ___,
  draft: ____,
  copy: _____,
  ...list
}: ListState): ListState {
  return list;
}

/** Parameters of an address; one text each. */
export type Search = Readonly<Record<string, string>>;

const RESERVED = new Set([
  'view',
  'filter',
  'sort',
  'group',
  'quick',
  'q',
  'record',
  'tab',
  'new',
  'draft',
  'copy',
]);
/** Stands before a prefilled field whose key is one of the reserved names. */
const ESCAPE = 'set.';

/** Reads the parameters of an address. What can't be read is left out: an old link opens the form, not an error. */
export function readListState(search: Search): ListState {
  const filter = readFilter(search.filter);
  const sort = readSort(search.sort);
  const quick = readQuick(search.quick);
  return {
    ...(search.view ? { view: search.view } : {}),
    ...(filter === undefined ? {} : { filter }),
    ...(sort.length > 0 ? { sort } : {}),
    ...(search.group === undefined ? {} : { group: readGroup(search.group) }),
    ...(quick ? { quick } : {}),
    ...(search.q ? { search: search.q } : {}),
    ...(search.record ? { record: search.record } : {}),
    ...(search.tab ? { tab: search.tab } : {}),
    ...(search.new === '1' ? { create: readPrefill(search) } : {}),
    ...(search.new === '1' && search.draft ? { draft: search.draft } : {}),
    ...(search.new === '1' && search.copy ? { copy: search.copy } : {}),
  };
}

/** The parameters that say a state; inverse of readListState. */
export function writeListState(state: ListState): Search {
  return {
    ...(state.view ? { view: state.view } : {}),
    ...(state.filter === undefined ? {} : { filter: JSON.stringify(state.filter) }),
    ...(state.sort?.length
      ? { sort: state.sort.map((s) => (s.dir === 'desc' ? `-${s.field}` : s.field)).join(',') }
      : {}),
    ...(state.group ? { group: state.group.map(writeLevel).join(',') || NO_GROUP } : {}),
    ...(state.quick ? { quick: JSON.stringify(state.quick) } : {}),
    ...(state.search ? { q: state.search } : {}),
    ...(state.record ? { record: state.record } : {}),
    ...(state.tab ? { tab: state.tab } : {}),
    ...(state.create ? { new: '1', ...writePrefill(state.create) } : {}),
    ...(state.create && state.draft ? { draft: state.draft } : {}),
    ...(state.create && state.copy ? { copy: state.copy } : {}),
  };
}

function readFilter(text: string | undefined): Expr | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // A condition is an object with one operator; the server checks the rest and says what is wrong.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Expr) : undefined;
  } catch {
    return undefined;
  }
}

function readSort(text: string | undefined): Sort[] {
  return (text ?? '')
    .split(',')
    .filter((part) => /^-?[a-z_][a-z0-9_]*$/.test(part))
    .slice(0, 5)
    .map(
      (part): Sort =>
        part.startsWith('-') ? { field: part.slice(1), dir: 'desc' } : { field: part, dir: 'asc' },
    );
}

/** Says that the view's groups are not wanted. */
const NO_GROUP = '-';

/** "-field:bucket". */
const writeLevel = ({ field, dir, bucket }: ViewGroup): string =>
  `${dir === 'desc' ? '-' : ''}${field}${bucket ? `:${bucket}` : ''}`;

function readGroup(text: string): ViewGroup[] {
  return text
    .split(',')
    .filter((part) => /^-?[a-z_][a-z0-9_]*(:[a-z]+)?$/.test(part))
    .slice(0, MAX_GROUPS)
    .map((part): ViewGroup => {
      const [name = '', bucket] = part.split(':');
      const level = name.startsWith('-') ? { field: name.slice(1), dir: 'desc' as const } : { field: name };
      return isBucket(bucket) ? { ...level, bucket } : level;
    });
}

const isBucket = (text: string | undefined): text is Bucket => BUCKETS.some((bucket) => bucket === text);

function readQuick(text: string | undefined): Record<string, QuickValue> | undefined {
  if (!text) return undefined;
  try {
    const given: unknown = JSON.parse(text);
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined;
    const entries = Object.entries(given).filter(([, value]) => typeof value?.op === 'string');
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}

function readPrefill(search: Search): Record<string, string> {
  const entries = Object.entries(search).flatMap(([name, text]): [string, string][] => {
    if (name.startsWith(ESCAPE)) return [[name.slice(ESCAPE.length), text]];
    return RESERVED.has(name) ? [] : [[name, text]];
  });
  return Object.fromEntries(entries);
}

const writePrefill = (prefill: Readonly<Record<string, string>>): Search =>
  Object.fromEntries(
    Object.entries(prefill).map(([key, text]) => [RESERVED.has(key) ? ESCAPE + key : key, text]),
  );

/** All of the conditions that are there, as one; undefined when there is none. */
export function allOf(...conditions: readonly (Expr | undefined)[]): Expr | undefined {
  const present = conditions.filter((c): c is Expr => c !== undefined);
  return present.length > 1 ? { and: present } : present[0];
}

/** A condition with one more, beside its own where it asks for all of them. */
export function narrowed(filter: Expr | undefined, to: Expr): Expr {
  const all = (filter as { readonly and?: readonly Expr[] } | undefined)?.and;
  if (filter === undefined) return to;
  return { and: [...(Array.isArray(all) ? all : [filter]), to] };
}

/**
 * The sort after a click on a column's header: ascending, descending, none. With `add` (shift) the others stay and the
 * column keeps its rank; at most five.
 */
export function toggleSort(sort: readonly Sort[], field: string, add: boolean): Sort[] {
  const at = sort.findIndex((s) => s.field === field);
  const current = sort[at];
  const next: Sort | undefined = !current
    ? { field, dir: 'asc' }
    : current.dir === 'asc'
      ? { field, dir: 'desc' }
      : undefined;
  if (!add) return next ? [next] : [];
  const rest = sort.filter((s) => s.field !== field);
  if (!next) return rest;
  return at < 0 ? [...rest, next].slice(0, 5) : sort.map((s, i) => (i === at ? next : s));
}
