import type { LocalText } from '@trellis/metadata';
import { defined, type FormCommand, named, withLayout } from './commands.ts';
import { type FlatNode, type FlatSection, type Place, spread, topIndex } from './layout.ts';

/** A new section at a place of the top level. */
export function addSection(key: string, label: LocalText, place: Place): FormCommand {
  return {
    label: named('添加分组', 'Add section', label),
    apply(document) {
      const nodes = spread(document);
      if (nodes.some((node) => node.kind === 'section' && node.key === key)) return document;
      const section: FlatNode = { kind: 'section', key, label, columns: 2, children: [] };
      return withLayout(document, nodes.toSpliced(topIndex(nodes, place), 0, section));
    },
  };
}

const sectionLabel = (section: FlatSection): LocalText => section.label ?? { zh: '分组', en: 'section' };

/** Moves a section with its fields beside another one, or beside a field that stands alone. */
export function moveSection(section: FlatSection, place: Place): FormCommand {
  const { key } = section;
  return {
    label: named('移动分组', 'Move section', sectionLabel(section)),
    apply(now) {
      const nodes = spread(now);
      const moved = nodes.find((node) => node.kind === 'section' && node.key === key);
      if (!moved) return now;
      const rest = nodes.filter((node) => node !== moved);
      const layout = rest.toSpliced(topIndex(rest, place), 0, moved);
      return layout.every((node, i) => node === nodes[i]) ? now : withLayout(now, layout);
    },
  };
}

/** Dissolves a section; its fields stay where they are. */
export function removeSection(section: FlatSection): FormCommand {
  return {
    label: named('删除分组', 'Delete section', sectionLabel(section)),
    apply: (now) =>
      withLayout(
        now,
        spread(now).flatMap((node): readonly FlatNode[] =>
          node.kind === 'section' && node.key === section.key ? node.children : [node],
        ),
      ),
  };
}

/** Title and columns of a section; a label of undefined shows none. */
export function changeSection(
  section: FlatSection,
  patch: { readonly label?: LocalText | undefined; readonly columns?: 1 | 2 | 3 },
): FormCommand {
  return {
    label: named('修改分组', 'Change section', sectionLabel(section)),
    merge: `section:${section.key}:${Object.keys(patch).join()}`,
    apply: (now) =>
      withLayout(
        now,
        spread(now).map((node) =>
          node.kind === 'section' && node.key === section.key
            ? (defined({ ...node, ...patch }) as unknown as FlatSection)
            : node,
        ),
      ),
  };
}
