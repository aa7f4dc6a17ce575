import { type Env, type Row, references, type Value } from '@trellis/logic';
import type { ApiDefault, FieldDefault, Issue, LinkedDefault, SystemFact } from '@trellis/metadata';
import type { ColumnPair } from '../contract.ts';
import type { FormBehaviour } from '../form/behaviour.ts';
import type { CompiledForm } from '../form/compile.ts';
import { recordPaths } from './condition.ts';

/** How a value that nobody gave comes about. All but expressions need more than the record: other records, the page. */
type Source =
  | { readonly kind: 'expr'; value(data: Row, env: Env): Value }
  | { readonly kind: 'through'; readonly path: string }
  | { readonly kind: 'rows'; readonly path: string; readonly columns: readonly ColumnPair[] | undefined }
  | { readonly kind: 'linked'; readonly link: LinkedDefault }
  | { readonly kind: 'last' }
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'system'; readonly what: SystemFact }
  | ApiDefault;

/** When a derived value is put into its field: see `Recompute` and `Fill` for the four words. */
type DerivedWhen = 'first' | 'change' | 'empty' | 'always';

/** A value that follows from others: a field's default, or what the choice of a record fills in. */
export interface Derived {
  readonly field: string;
  /** Key of the reference whose choice fills the field; absent for the field's own default. */
  readonly by?: string;
  readonly source: Source;
  /** Fields of the record that it is made from. */
  readonly reads: readonly string[];
  readonly when: DerivedWhen;
}

interface Linkage {
  readonly derived: readonly Derived[];
  readonly issues: readonly Issue[];
}
const known = new WeakMap<FormBehaviour, Linkage>();

/** Everything that is derived in a form, each after what it reads. */
export const derivedOf = (form: CompiledForm): readonly Derived[] => linkageOf(form).derived;

/** Defaults that wait for each other. */
export const cycleIssues = (form: CompiledForm): readonly Issue[] => linkageOf(form).issues;

function linkageOf(form: CompiledForm): Linkage {
  let linkage = known.get(form.behaviour);
  if (!linkage) {
    linkage = inOrder([...defaultsOf(form), ...fillsOf(form)]);
    known.set(form.behaviour, linkage);
  }
  return linkage;
}

function defaultsOf(form: CompiledForm): Derived[] {
  const expressions = new Map(form.behaviour.defaults.map((one) => [one.field, one]));
  return [...form.fields.values()].flatMap(({ key, meta }): Derived[] => {
    const given = meta.default;
    if (!given || given.kind === 'value') return [];
    const when = 'recompute' in given ? (given.recompute ?? 'first') : 'first';
    if (given.kind !== 'expr') {
      return [{ field: key, source: sourceOf(given), reads: readsOf(given), when }];
    }
    const compiled = expressions.get(key);
    if (!compiled) return [];
    const reads = own(references(compiled.checked));
    return [{ field: key, source: { kind: 'expr', value: compiled.value }, reads, when }];
  });
}

function sourceOf(given: Exclude<FieldDefault, { kind: 'value' | 'expr' }>): Source {
  return given.kind === 'linked' ? { kind: 'linked', link: given } : given;
}

function readsOf(given: FieldDefault): readonly string[] {
  if (given.kind === 'through') return own([given.path]);
  if (given.kind === 'api')
    return own((given.params ?? []).flatMap((param) => ('field' in param ? [param.field] : [])));
  return given.kind === 'linked' ? own(recordPaths(given.where)) : [];
}

/** Before the fields of the record that a row belongs to. */
export const OF_OWNER = '_parent_id.';

/**
 * The fields at the start of paths, of a row also those of its record ("_parent_id.account"). System fields and what is
 * known of the person and the time never change here.
 */
const own = (paths: readonly string[]): readonly string[] => [
  ...new Set(
    paths.flatMap((path) => {
      const [first = '', second] = path.split('.');
      if (path.startsWith(OF_OWNER)) return [`${OF_OWNER}${second}`];
      return /^[$_]/.test(first) ? [] : [first];
    }),
  ),
];

function fillsOf(form: CompiledForm): Derived[] {
  return [...form.fields.values()].flatMap(({ key, type, config }) =>
    (type.fills?.(config) ?? []).map(({ from, to, when, columns }): Derived => {
      const path = `${key}.${from}`;
      const rows = form.fields.get(to)?.owned !== undefined;
      const source: Source = rows ? { kind: 'rows', path, columns } : { kind: 'through', path };
      return { field: to, by: key, source, reads: [key], when };
    }),
  );
}

/** Which columns of the rows of one sub-form become which of another's: those that are named, else those of one key. */
export function columnPairs(
  from: CompiledForm,
  to: CompiledForm,
  named: readonly ColumnPair[] | undefined,
): readonly ColumnPair[] {
  const pairs = named ?? [...to.fields.keys()].map((key) => ({ from: key, to: key }));
  return pairs.filter((pair) => {
    const column = to.fields.get(pair.to);
    const source = from.fields.get(pair.from);
    // What is stored encrypted must not come to stand in plain.
    const sealed = source?.meta.encrypted && !column?.meta.encrypted;
    return column !== undefined && !column.type.generated && source !== undefined && !sealed;
  });
}

/**
 * Each after those that make what it reads: defaults always, else they are left out as a cycle; fills where it can be,
 * since those may chase each other, and a person breaks that.
 */
function inOrder(all: readonly Derived[]): Linkage {
  let waiting = [...all];
  const ordered: Derived[] = [];
  const blocks = (one: Derived, other: Derived): boolean =>
    other !== one && one.reads.includes(other.field) && (one.by !== undefined || other.field !== one.field);
  const free = (one: Derived) => !waiting.some((other) => blocks(one, other));
  const freeOfDefaults = (one: Derived) =>
    !waiting.some((other) => other.by === undefined && blocks(one, other));
  for (let moved = true; moved; ) {
    const strictly = waiting.filter(free);
    const ready = strictly.length > 0 ? strictly : waiting.filter(freeOfDefaults);
    moved = ready.length > 0;
    ordered.push(...ready);
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return {
    derived: ordered,
    issues: waiting
      .filter(({ by, source }) => by === undefined && source.kind !== 'expr')
      .map(({ field }) => ({ path: ['properties', field, 'trellis', 'default'], code: 'default_cycle' })),
  };
}
