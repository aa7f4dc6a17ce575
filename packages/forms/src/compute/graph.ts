import type { Computed } from '../contract.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { ownedFields } from '../form/owned.ts';
import { scopeOf } from '../form/scope.ts';
import { type Program, programOf } from './program.ts';
import { readsOf, type Source } from './sources.ts';

/** A computed field of some form of the workspace. */
export interface ComputedNode {
  /** "app:form". */
  readonly form: string;
  readonly field: CompiledField;
  readonly computed: Computed;
  readonly program: Program;
  readonly sources: readonly Source[];
  /** A formula that reads its own record alone. */
  readonly own: boolean;
  /** It depends on the clock or the reader: never stored, worked out by each query. */
  readonly volatile: boolean;
  /** Longer than that of everything it reads. */
  readonly level: number;
}

/** A node that reads a field of some form. */
export interface Reader {
  readonly node: ComputedNode;
  readonly source: Source;
}

/** How the computed fields of a workspace depend on fields of all its forms. */
export interface ComputeGraph {
  /** By form and field; fields with mistakes or in a cycle are missing. */
  readonly nodes: ReadonlyMap<string, ReadonlyMap<string, ComputedNode>>;
  /** Everything that reads a form, by the form. */
  readonly readers: ReadonlyMap<string, readonly Reader[]>;
  /** Circles among the fields, each starting and ending at the same one. */
  readonly cycles: readonly (readonly FieldRef[])[];
}

export interface FieldRef {
  readonly form: string;
  readonly field: string;
}

type Forms = ReadonlyMap<string, CompiledForm>;
const graphs = new WeakMap<Forms, ComputeGraph>();

/** The dependencies of all computed fields; worked out once per catalog. The map must not change afterwards. */
export function computeGraph(forms: Forms): ComputeGraph {
  let graph = graphs.get(forms);
  if (!graph) {
    graph = build(forms);
    graphs.set(forms, graph);
  }
  return graph;
}

type Draft = Omit<ComputedNode, 'volatile' | 'level'> & { readonly env: boolean };
const nameOf = ({ form, field }: FieldRef): string => `${form} ${field}`;

function build(forms: Forms): ComputeGraph {
  const drafts = new Map<string, Draft>();
  const all = [...forms.values()].flatMap((form) => [form, ...ownedFields(form).map(({ rows }) => rows)]);
  for (const form of new Set(all)) {
    for (const field of form.fields.values()) {
      const draft = draftOf(form, field, forms);
      if (draft) drafts.set(nameOf({ form: form.ref, field: field.key }), draft);
    }
  }
  const done = new Map<string, ComputedNode>();
  const cycles: FieldRef[][] = [];
  const walk: Walk = { drafts, done, stuck: new Set(), cycles };
  for (const name of drafts.keys()) settle(walk, name, []);
  const nodes = new Map<string, Map<string, ComputedNode>>();
  const readers = new Map<string, Reader[]>();
  for (const node of done.values()) {
    nodes.set(node.form, (nodes.get(node.form) ?? new Map()).set(node.field.key, node));
    for (const source of node.sources)
      readers.set(source.form, [...(readers.get(source.form) ?? []), { node, source }]);
  }
  return { nodes, readers, cycles };
}

function draftOf(form: CompiledForm, field: CompiledField, forms: Forms): Draft | undefined {
  const computed = field.type.computed?.(field.config);
  const program = computed && programOf(form, field, forms);
  if (!program?.ok) return undefined;
  const snapshot = computed?.kind === 'lookup' && computed.mode === 'snapshot';
  const { sources, env } = readsOf(program.value, scopeOf(form, forms), snapshot);
  const own = computed?.kind === 'formula' && sources.every(({ hops }) => hops.length === 0);
  return { form: form.ref, field, computed: computed as Computed, program: program.value, sources, own, env };
}

interface Walk {
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly done: Map<string, ComputedNode>;
  /** On a circle or behind one: such a field has no value to start from. */
  readonly stuck: Set<string>;
  readonly cycles: FieldRef[][];
}

/** Depth first: a field after all it reads. A field met again on the way to itself closes a circle. */
function settle(walk: Walk, name: string, way: readonly string[]): ComputedNode | undefined {
  const { drafts, done, stuck, cycles } = walk;
  const draft = drafts.get(name);
  if (!draft || done.has(name) || stuck.has(name)) return done.get(name);
  const start = way.indexOf(name);
  if (start >= 0) {
    cycles.push([...way.slice(start), name].flatMap((one) => refOf(drafts.get(one)) ?? []));
    return undefined;
  }
  let volatile = draft.env;
  let level = 1;
  for (const next of new Set(draft.sources.map(nameOf))) {
    if (!drafts.has(next)) continue;
    const found = settle(walk, next, [...way, name]);
    if (!found) stuck.add(name);
    volatile ||= found?.volatile ?? false;
    level = Math.max(level, (found?.level ?? 0) + 1);
  }
  if (stuck.has(name)) return undefined;
  const { env: _, ...rest } = draft;
  const node = { ...rest, volatile, level };
  done.set(name, node);
  return node;
}

const refOf = (draft: Draft | undefined): FieldRef | undefined =>
  draft && { form: draft.form, field: draft.field.key };
