import {
  type ComputedNode,
  computeGraph,
  type Hop,
  type OwnFormula,
  ownedFields,
  ownerOf,
  ownFormulas,
  type Reader,
} from '@trellis/forms/model';
import type { Catalog, CatalogForm } from '../contract.ts';

/** What the computed fields of a workspace mean for the writes of one form. */
export interface FormPlan {
  /** By field key. */
  readonly nodes: ReadonlyMap<string, ComputedNode>;
  /** Fields that the record at hand with its sub-form rows decides: worked out in the save, in this order. */
  readonly saved: readonly OwnFormula[];
  /** Those among them that need no rows: worked out from what the table holds. */
  readonly own: readonly OwnFormula[];
  /** Fields that the save can't work out: they read other records. In an order in which each finds what it reads. */
  readonly cross: readonly ComputedNode[];
  /** All that the table alone can't work out without a query: the former, and those that read rows. */
  readonly queried: readonly ComputedNode[];
  /**
   * Formulas among `own` that read, through however many others, a stored field across forms. Such a field changes under
   * the same version, so a save that worked them out from what it read must look at the record again once it is locked.
   */
  readonly mixed: ReadonlySet<string>;
  /** Whether a new record must be looked at again once it is written: it reads others, or a number just made. */
  readonly rework: boolean;
  /** Computed fields that the table holds. */
  readonly stored: ReadonlySet<string>;
  /** Computed fields that each query works out; their columns stay empty. */
  readonly volatile: ReadonlySet<string>;
  /** Fields of other records, of its rows or over its rows that read this form. */
  readonly readers: readonly Reader[];
  /** Those among them that a save of the record with its rows has not worked out already. */
  readonly followers: readonly Reader[];
  readonly locks: readonly LockStep[];
  /** Whether a write has to look at or change other records. */
  readonly entangled: boolean;
}

/** Records behind a reference that a write must hold until it ends, so that what it reads of them stays true. */
export interface LockStep {
  readonly via: string;
  readonly form: string;
  /** A value of theirs follows from this record; else they are only read. */
  readonly updates: boolean;
  /** References of theirs that are read further. */
  readonly next: readonly LockStep[];
}

const plans = new WeakMap<Catalog['forms'], Map<string, FormPlan>>();

/** The plan of a form, worked out once per catalog. */
export function planOf(catalog: Pick<Catalog, 'forms'>, form: CatalogForm): FormPlan {
  let known = plans.get(catalog.forms);
  if (!known) {
    known = new Map();
    plans.set(catalog.forms, known);
  }
  let plan = known.get(form.ref);
  if (!plan) {
    plan = build(catalog, form);
    known.set(form.ref, plan);
  }
  return plan;
}

const NONE: ReadonlyMap<string, ComputedNode> = new Map();

function build(catalog: Pick<Catalog, 'forms'>, form: CatalogForm): FormPlan {
  const graph = computeGraph(catalog.forms);
  const nodes = graph.nodes.get(form.ref) ?? NONE;
  const ordered = [...nodes.values()].sort((a, b) => a.level - b.level);
  const saved = ownFormulas(form).filter(({ field }) => nodes.has(field));
  const own = saved.filter(({ field }) => nodes.get(field)?.own);
  const queried = ordered.filter((node) => !node.own);
  const cross = queried.filter(({ field }) => !saved.some((one) => one.field === field.key));
  // Whatever is worked out by queries needs nothing from a write.
  const readers = (graph.readers.get(form.ref) ?? []).filter(
    ({ node, source }) => !node.volatile && (source.hops.length > 0 || !node.own),
  );
  const locks = locksOf(graph, form.ref);
  const settled = settledBy(graph, rootOf(catalog, form));
  const followers = readers.filter(({ node }) => !settled.has(node));
  const rework =
    queried.some((node) => !node.volatile && !settled.has(node)) ||
    saved.some(({ reads }) => reads.some((key) => numbered(form, key)));
  return {
    nodes,
    saved,
    own,
    cross,
    queried,
    mixed: mixedOf(own, queried),
    rework,
    stored: new Set(ordered.flatMap(({ volatile, field }) => (volatile ? [] : [field.key]))),
    volatile: new Set(ordered.flatMap(({ volatile, field }) => (volatile ? [field.key] : []))),
    readers,
    followers,
    locks,
    entangled: followers.length > 0 || cross.length > 0 || rework,
  };
}

/** The form whose save writes the records of a form: for rows the one that owns them. */
const rootOf = (catalog: Pick<Catalog, 'forms'>, form: CatalogForm): CatalogForm =>
  catalog.forms.get(ownerOf(form.ref)?.form ?? form.ref) ?? form;

/**
 * Fields of a form and of its rows that a save works out for good: they read nothing but the record with its rows, and
 * of these nothing that anybody else moves or that the writing statement makes.
 */
function settledBy(graph: ReturnType<typeof computeGraph>, form: CatalogForm): ReadonlySet<ComputedNode> {
  const forms = new Map([form, ...ownedFields(form).map(({ rows }) => rows)].map((one) => [one.ref, one]));
  const worked = new Set<string>();
  for (const { field } of ownFormulas(form)) worked.add(`${form.ref}.${field}`);
  for (const { key, rows } of ownedFields(form))
    for (const { field, reads } of ownFormulas(rows))
      if (!reads.some((path) => path.startsWith('_parent_id.'))) worked.add(`${form.ref}.${key}.${field}`);
  const inside = [...forms.keys()].flatMap((ref) => [...(graph.nodes.get(ref)?.values() ?? [])]);
  const settled = new Set<ComputedNode>();
  for (const node of inside.sort((a, b) => a.level - b.level)) {
    if (!worked.has(`${node.form}.${node.field.key}`)) continue;
    const holds = node.sources.every(({ form: ref, field }) => {
      const read = graph.nodes.get(ref)?.get(field);
      const at = forms.get(ref);
      return at !== undefined && (read ? settled.has(read) : !numbered(at, field));
    });
    if (holds) settled.add(node);
  }
  return settled;
}

function mixedOf(own: readonly OwnFormula[], queried: readonly ComputedNode[]): ReadonlySet<string> {
  const moving = new Set(queried.flatMap(({ volatile, field }) => (volatile ? [] : [field.key])));
  const mixed = new Set<string>();
  for (const { field, reads } of own)
    if (reads.some((path) => moving.has(path) || mixed.has(path))) mixed.add(field);
  return mixed;
}

/** A value that the writing statement makes. */
const numbered = (form: Pick<CatalogForm, 'fields'>, key: string): boolean =>
  form.fields.get(key)?.type.numbering !== undefined;

interface Draft {
  readonly via: string;
  readonly form: string;
  updates: boolean;
  readonly next: Draft[];
}

/** Every way on which values are read passes some forms: from each the references ahead are read, the ones behind follow. */
function locksOf(graph: ReturnType<typeof computeGraph>, ref: string): LockStep[] {
  const steps: Draft[] = [];
  const stepTo = (list: Draft[], via: string, form: string): Draft => {
    let step = list.find((known) => known.via === via);
    if (!step) {
      step = { via, form, updates: false, next: [] };
      list.push(step);
    }
    return step;
  };
  const ahead = (hops: readonly Hop[]) => {
    let list = steps;
    for (const hop of hops) {
      if (hop.kind !== 'one') return;
      list = stepTo(list, hop.via, hop.to).next;
    }
  };
  for (const nodes of graph.nodes.values()) {
    for (const { sources, volatile } of nodes.values()) {
      if (volatile) continue;
      for (const { hops } of sources) {
        if (hops[0]?.from === ref) ahead(hops);
        for (const [index, hop] of hops.entries()) {
          if (hop.to !== ref) continue;
          if (hop.kind === 'many') stepTo(steps, hop.via, hop.from).updates = true;
          ahead(hops.slice(index + 1));
        }
      }
    }
  }
  return steps;
}
