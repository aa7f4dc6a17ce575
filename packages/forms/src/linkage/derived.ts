import { type Env, type Row, references, type Value } from '@trellis/logic';
import type { FieldDefault, Issue, LinkedDefault } from '@trellis/metadata';
import type { FormBehaviour } from '../form/behaviour.ts';
import type { CompiledForm } from '../form/compile.ts';
import { recordPaths } from './condition.ts';

/** How a value that nobody gave comes about. All but expressions need more than the record: other records, the page. */
type Source =
  | { readonly kind: 'expr'; value(data: Row, env: Env): Value }
  | { readonly kind: 'through'; readonly path: string }
  | { readonly kind: 'linked'; readonly link: LinkedDefault }
  | { readonly kind: 'last' }
  | { readonly kind: 'param'; readonly name: string };

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
  return given.kind === 'linked' ? own(recordPaths(given.where)) : [];
}

/** The fields at the start of paths; system fields and what is known of the person and the time never change here. */
const own = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.map((path) => path.split('.')[0] ?? '').filter((key) => !/^[$_]/.test(key))),
];

function fillsOf(form: CompiledForm): Derived[] {
  return [...form.fields.values()].flatMap(({ key, type, config }) =>
    (type.fills?.(config) ?? []).map(
      ({ from, to, when }): Derived => ({
        field: to,
        by: key,
        source: { kind: 'through', path: `${key}.${from}` },
        reads: [key],
        when,
      }),
    ),
  );
}

/** Each after those that make what it reads. Defaults in a cycle are left out; fills may chase each other, a person breaks that. */
function inOrder(all: readonly Derived[]): Linkage {
  let waiting = [...all];
  const ordered: Derived[] = [];
  for (let moved = true; moved; ) {
    const ready = waiting.filter(
      ({ reads, field, by }) =>
        !waiting.some(
          (other) =>
            other.by === undefined &&
            reads.includes(other.field) &&
            (by !== undefined || other.field !== field),
        ),
    );
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
