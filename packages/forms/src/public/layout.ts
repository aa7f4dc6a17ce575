import type { FormDocument, LayoutNode, LocalText, NoteNode } from '@trellis/metadata';
import type { PublicField } from './facet.tsx';

/** A part of the form under a heading; visitors see one column, tabs stand below each other. */
export interface PublicSection {
  readonly key: string;
  readonly label?: LocalText;
  readonly items: readonly (
    | { readonly kind: 'field'; readonly field: PublicField }
    | { readonly kind: 'note'; readonly node: NoteNode }
  )[];
}

/** The layout as one column. Fields that it does not place come at the end. */
export function publicSections(document: FormDocument): readonly PublicSection[] {
  const left = new Map(
    Object.entries(document.properties).map(([key, { trellis }]): [string, PublicField] => [
      key,
      { key, meta: trellis, config: trellis.config, required: document.required.includes(key) },
    ]),
  );
  type Items = PublicSection['items'][number][];
  const take = (nodes: readonly LayoutNode[]): Items =>
    nodes.flatMap((node): Items => {
      if (node.kind === 'section' || node.kind === 'tabs') return take(node.children);
      if (node.kind !== 'field') return [{ kind: 'note', node }];
      const field = left.get(node.field);
      left.delete(node.field);
      return field ? [{ kind: 'field', field }] : [];
    });
  const sections: PublicSection[] = [];
  const add = (key: string, label: LocalText | undefined, items: Items) => {
    if (items.length > 0) sections.push({ key, items, ...(label ? { label } : {}) });
  };
  for (const [index, node] of document.trellis.layout.entries()) {
    if (node.kind === 'section') add(node.key, node.label, take(node.children));
    else if (node.kind === 'tabs')
      for (const child of node.children) add(child.key, child.label, take(child.children));
    else add(`loose_${index}`, undefined, take([node]));
  }
  add(
    'rest',
    undefined,
    [...left.values()].map((field) => ({ kind: 'field', field })),
  );
  return sections;
}
