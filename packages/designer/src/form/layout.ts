import type { FieldNode, FormDocument, LayoutNode, NoteNode, SectionNode, TabsNode } from '@trellis/metadata';

/** Where something shall stand: by the name of what it stands beside or in (`nameOf`). "end" is below everything. */
export type Place =
  | { readonly before: string }
  | { readonly after: string }
  | { readonly into: string }
  | { readonly end: true };

/** Every node of a layout as the renderer shows it: sections hold fields and notes, and every field has its place. */
export type FlatNode = FlatItem | FlatSection | FlatTabs;
export type FlatItem = FieldNode | NoteNode;
export type FlatSection = Omit<SectionNode, 'children'> & { readonly children: readonly FlatItem[] };
export type FlatTabs = Omit<TabsNode, 'children'> & { readonly children: readonly FlatSection[] };

/** How places name an item: a field by its key, a note by its key behind a "#", which no field's key has. */
export const nameOf = (item: FlatItem): string => (item.kind === 'field' ? item.field : `#${item.key}`);
const keyOf = (node: FlatNode): string =>
  node.kind === 'section' || node.kind === 'tabs' ? node.key : nameOf(node);

/**
 * The layout written out: sections and tabs inside sections are dissolved into the outer one and fields without a place
 * come at the end, as the renderer does. A layout that is so already stays the same array.
 */
export function spread(document: FormDocument): readonly FlatNode[] {
  const { layout } = document.trellis;
  const seen = new Set<string>();
  const itemsOf = (node: LayoutNode): readonly FlatItem[] => {
    if (node.kind === 'section' || node.kind === 'tabs') return node.children.flatMap(itemsOf);
    if (node.kind !== 'field') return [node];
    if (seen.has(node.field) || !Object.hasOwn(document.properties, node.field)) return [];
    seen.add(node.field);
    return [node];
  };
  const flat = (node: SectionNode): FlatSection => {
    const children = node.children.flatMap(itemsOf);
    return same(children, node.children) ? (node as FlatSection) : { ...node, children };
  };
  const nodes = layout.flatMap((node): readonly FlatNode[] => {
    if (node.kind === 'section') return [flat(node)];
    if (node.kind !== 'tabs') return itemsOf(node);
    const children = node.children.map(flat);
    return [same(children, node.children) ? (node as FlatTabs) : { ...node, children }];
  });
  const rest = Object.keys(document.properties).filter((key) => !seen.has(key));
  if (rest.length === 0 && same(nodes, layout)) return layout as readonly FlatNode[];
  return [...nodes, ...rest.map((field): FieldNode => ({ kind: 'field', field }))];
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** The layout with the items of each section, and those outside of any, put through a change. */
export function mapItems(
  nodes: readonly FlatNode[],
  change: (items: readonly FlatItem[], section?: FlatSection) => readonly FlatItem[],
): readonly FlatNode[] {
  const section = (node: FlatSection): FlatSection => {
    const children = change(node.children, node);
    return same(children, node.children) ? node : { ...node, children };
  };
  return nodes.flatMap((node): readonly FlatNode[] => {
    if (node.kind === 'section') return [section(node)];
    if (node.kind !== 'tabs') return change([node]);
    const children = node.children.map(section);
    return [same(children, node.children) ? node : { ...node, children }];
  });
}

/** The layout with the sections that a change gives another shape, wherever they stand. */
export function mapSections(
  nodes: readonly FlatNode[],
  change: (section: FlatSection) => FlatSection,
): readonly FlatNode[] {
  return nodes.map((node) => {
    if (node.kind === 'section') return change(node);
    if (node.kind !== 'tabs') return node;
    const children = node.children.map(change);
    return same(children, node.children) ? node : { ...node, children };
  });
}

/** The layout with an item exchanged for another. */
export const swapItem = (nodes: readonly FlatNode[], name: string, next: FlatItem): readonly FlatNode[] =>
  mapItems(nodes, (items) => items.map((item) => (nameOf(item) === name ? next : item)));

/** The layout without an item. */
export const without = (nodes: readonly FlatNode[], name: string): readonly FlatNode[] =>
  mapItems(nodes, (items) => items.filter((item) => nameOf(item) !== name));

/** The layout with an item put at a place; a place that is gone is the end. */
export function insert(nodes: readonly FlatNode[], item: FlatItem, place: Place): readonly FlatNode[] {
  const end = [...nodes, item];
  if ('end' in place) return end;
  if ('into' in place) {
    const into = sectionAt(nodes, place.into);
    if (!into) return end;
    return mapSections(nodes, (node) =>
      node.key === into.key ? { ...node, children: [...node.children, item] } : node,
    );
  }
  const [anchor, step] = 'before' in place ? [place.before, 0] : [place.after, 1];
  let found = false;
  const beside = mapItems(nodes, (items) => {
    const at = items.findIndex((one) => nameOf(one) === anchor);
    if (at < 0) return items;
    found = true;
    return items.toSpliced(at + step, 0, item);
  });
  return found ? beside : end;
}

/** The section of a key; for tabs the first of theirs. */
function sectionAt(nodes: readonly FlatNode[], key: string): FlatSection | undefined {
  const tabs = nodes.find((node) => node.kind === 'tabs' && node.key === key);
  return tabs?.kind === 'tabs' ? tabs.children[0] : sectionsOf(nodes).get(key);
}

/** All items of the layout, in reading order. */
export const itemsOf = (nodes: readonly FlatNode[]): readonly FlatItem[] =>
  nodes.flatMap((node): readonly FlatItem[] =>
    node.kind === 'tabs'
      ? node.children.flatMap(({ children }) => children)
      : node.kind === 'section'
        ? node.children
        : [node],
  );

/** The node of a field. */
export const nodeOf = (nodes: readonly FlatNode[], field: string): FieldNode | undefined =>
  itemsOf(nodes).find((node): node is FieldNode => node.kind === 'field' && node.field === field);

/** A line or text by its key. */
export const noteOf = (nodes: readonly FlatNode[], key: string): NoteNode | undefined =>
  itemsOf(nodes).find((node): node is NoteNode => node.kind !== 'field' && node.key === key);

/** The section that a field stands in. */
export const sectionOf = (nodes: readonly FlatNode[], field: string): FlatSection | undefined =>
  [...sectionsOf(nodes).values()].find(({ children }) => children.some((child) => nameOf(child) === field));

/** The sections by key, those behind tabs among them. */
export const sectionsOf = (nodes: readonly FlatNode[]): ReadonlyMap<string, FlatSection> =>
  new Map(
    nodes
      .flatMap((node) => (node.kind === 'tabs' ? node.children : node.kind === 'section' ? [node] : []))
      .map((node) => [node.key, node] as const),
  );

/** The tabs by key. */
export const tabsOf = (nodes: readonly FlatNode[]): ReadonlyMap<string, FlatTabs> =>
  new Map(nodes.flatMap((node) => (node.kind === 'tabs' ? [[node.key, node] as const] : [])));

/** The tabs that a section is one of. */
export const tabsAround = (nodes: readonly FlatNode[], section: string): FlatTabs | undefined =>
  [...tabsOf(nodes).values()].find(({ children }) => children.some(({ key }) => key === section));

/** Where in the top level a section dropped beside something comes to stand. */
export function topIndex(nodes: readonly FlatNode[], place: Place): number {
  if ('end' in place) return nodes.length;
  const anchor = 'before' in place ? place.before : 'after' in place ? place.after : place.into;
  const inside = (node: FlatNode): boolean =>
    node.kind === 'section'
      ? node.children.some((item) => nameOf(item) === anchor)
      : node.kind === 'tabs' && node.children.some((child) => child.key === anchor || inside(child));
  const at = nodes.findIndex((node) => keyOf(node) === anchor || inside(node));
  const node = nodes[at];
  if (!node) return nodes.length;
  return 'before' in place && keyOf(node) === anchor ? at : at + 1;
}

/** A key that nothing in the layout has: "tabs_2". */
export function freeLayoutKey(nodes: readonly FlatNode[], stem: string): string {
  const taken = new Set([
    ...sectionsOf(nodes).keys(),
    ...tabsOf(nodes).keys(),
    ...itemsOf(nodes).flatMap((item) => (item.kind === 'field' ? [] : [item.key])),
  ]);
  for (let n = 1; ; n++) if (!taken.has(`${stem}_${n}`)) return `${stem}_${n}`;
}
