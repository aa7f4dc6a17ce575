import type { FieldNode, FormDocument, LayoutNode, SectionNode } from '@trellis/metadata';

/** Where a field shall stand. A section by its key; "end" is below everything. */
export type Place =
  | { readonly before: string }
  | { readonly after: string }
  | { readonly into: string }
  | { readonly end: true };

/** Every node of a layout as the renderer shows it: sections hold fields only, and every field has its place. */
export type FlatNode = FieldNode | FlatSection;
export type FlatSection = Omit<SectionNode, 'children'> & { readonly children: readonly FieldNode[] };

/**
 * The layout written out: sections inside sections are dissolved into the outer one and fields without a place come at
 * the end, as the renderer does. A layout that is so already stays the same array.
 */
export function spread(document: FormDocument): readonly FlatNode[] {
  const { layout } = document.trellis;
  const seen = new Set<string>();
  const fieldsOf = (node: LayoutNode): readonly FieldNode[] => {
    if (node.kind === 'section') return node.children.flatMap(fieldsOf);
    if (seen.has(node.field) || !Object.hasOwn(document.properties, node.field)) return [];
    seen.add(node.field);
    return [node];
  };
  const nodes = layout.flatMap((node): FlatNode[] => {
    if (node.kind === 'field') return fieldsOf(node) as FieldNode[];
    const children = node.children.flatMap(fieldsOf);
    const kept =
      children.length === node.children.length && children.every((one, i) => one === node.children[i]);
    return [kept ? (node as FlatNode) : { ...node, children }];
  });
  const rest = Object.keys(document.properties).filter((key) => !seen.has(key));
  if (rest.length === 0 && nodes.length === layout.length && nodes.every((node, i) => node === layout[i]))
    return layout as readonly FlatNode[];
  return [...nodes, ...rest.map((field): FieldNode => ({ kind: 'field', field }))];
}

/** The layout without a field. */
export function without(nodes: readonly FlatNode[], field: string): readonly FlatNode[] {
  const others = (node: FieldNode) => node.field !== field;
  return nodes.flatMap((node): FlatNode[] => {
    if (node.kind === 'field') return others(node) ? [node] : [];
    return [node.children.every(others) ? node : { ...node, children: node.children.filter(others) }];
  });
}

/** The layout with a field put at a place; a place that is gone is the end. */
export function insert(nodes: readonly FlatNode[], field: FieldNode, place: Place): readonly FlatNode[] {
  if ('into' in place) {
    const at = nodes.findIndex((node) => node.kind === 'section' && node.key === place.into);
    const section = nodes[at];
    if (section?.kind !== 'section') return [...nodes, field];
    return nodes.with(at, { ...section, children: [...section.children, field] });
  }
  if ('end' in place) return [...nodes, field];
  const [anchor, step] = 'before' in place ? [place.before, 0] : [place.after, 1];
  const into = (children: readonly FieldNode[]): readonly FieldNode[] | undefined => {
    const at = children.findIndex((node) => node.field === anchor);
    return at < 0 ? undefined : children.toSpliced(at + step, 0, field);
  };
  const at = nodes.findIndex((node) => node.kind === 'field' && node.field === anchor);
  if (at >= 0) return nodes.toSpliced(at + step, 0, field);
  for (const [index, node] of nodes.entries()) {
    const children = node.kind === 'section' ? into(node.children) : undefined;
    if (node.kind === 'section' && children) return nodes.with(index, { ...node, children });
  }
  return [...nodes, field];
}

/** The node of a field. */
export function nodeOf(nodes: readonly FlatNode[], field: string): FieldNode | undefined {
  return nodes
    .flatMap((node) => (node.kind === 'section' ? node.children : [node]))
    .find((node) => node.field === field);
}

/** The section that a field stands in. */
export const sectionOf = (nodes: readonly FlatNode[], field: string): FlatNode | undefined =>
  nodes.find((node) => node.kind === 'section' && node.children.some((child) => child.field === field));

/** The sections by key. */
export const sectionsOf = (nodes: readonly FlatNode[]): ReadonlyMap<string, FlatSection> =>
  new Map(nodes.flatMap((node) => (node.kind === 'section' ? [[node.key, node] as const] : [])));

/** Where in the top level a section dropped beside a field or a section comes to stand. */
export function topIndex(nodes: readonly FlatNode[], place: Place): number {
  if ('end' in place) return nodes.length;
  const anchor = 'before' in place ? place.before : 'after' in place ? place.after : place.into;
  const at = nodes.findIndex((node) =>
    node.kind === 'section'
      ? node.key === anchor || node.children.some(({ field }) => field === anchor)
      : node.field === anchor,
  );
  if (at < 0) return nodes.length;
  const node = nodes[at];
  const beside = node?.kind === 'field' || (node?.kind === 'section' && node.key === anchor);
  return 'before' in place && beside ? at : at + 1;
}
