import type { Expr } from '@trellis/logic';
import type { Issue, LayoutNode } from '@trellis/metadata';

/** A section that shows under a condition. */
export interface ConditionalSection {
  readonly key: string;
  readonly visible: Expr;
  /** Of the condition in the document. */
  readonly path: Issue['path'];
  /** All fields in it, those of sections inside it too. */
  readonly fields: readonly string[];
  /** It stands in another section, which the renderer dissolves: the condition has no place to act. */
  readonly nested: boolean;
}

/** The sections and tabs of a layout that show under a condition. */
export function conditionalSections(layout: readonly LayoutNode[]): readonly ConditionalSection[] {
  const walk = (nodes: readonly LayoutNode[], at: Issue['path'], inside: boolean): ConditionalSection[] =>
    nodes.flatMap((node, index) => {
      if (node.kind !== 'section' && node.kind !== 'tabs') return [];
      const path = [...at, index];
      const own =
        node.kind === 'section' && node.visible !== undefined
          ? [
              {
                key: node.key,
                visible: node.visible,
                path: [...path, 'visible'],
                fields: fieldsIn(node.children),
                nested: inside,
              },
            ]
          : [];
      const within = inside || node.kind === 'section';
      return [...own, ...walk(node.children, [...path, 'children'], within)];
    });
  return walk(layout, ['trellis', 'layout'], false);
}

/** Keys of the fields that stand in layout nodes, at any depth. */
export const fieldsIn = (nodes: readonly LayoutNode[]): readonly string[] =>
  nodes.flatMap((node) =>
    node.kind === 'field' ? [node.field] : 'children' in node ? fieldsIn(node.children) : [],
  );
