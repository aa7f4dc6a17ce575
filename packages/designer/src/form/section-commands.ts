import type { Expr } from '@trellis/logic';
import type { Columns, FormDocument, LocalText, NoteNode } from '@trellis/metadata';
import { defined, type FormCommand, named, withLayout } from './commands.ts';
import {
  type FlatNode,
  type FlatSection,
  type FlatTabs,
  freeLayoutKey,
  insert,
  mapSections,
  noteOf,
  type Place,
  sectionsOf,
  spread,
  swapItem,
  tabsOf,
  topIndex,
  without,
} from './layout.ts';

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
const TABS: LocalText = { zh: '标签页', en: 'tabs' };
const NOTES: Readonly<Record<NoteNode['kind'], LocalText>> = {
  divider: { zh: '分割线', en: 'divider' },
  description: { zh: '说明文字', en: 'description' },
};

/** Moves a section or tabs with all they hold beside another one, or beside a field that stands alone. */
export function moveSection(section: FlatSection | FlatTabs, place: Place): FormCommand {
  const { key } = section;
  return {
    label:
      section.kind === 'tabs'
        ? named('移动', 'Move', TABS)
        : named('移动分组', 'Move section', sectionLabel(section)),
    apply(now) {
      const nodes = spread(now);
      const moved = nodes.find((node) => node.kind === section.kind && 'key' in node && node.key === key);
      if (!moved) return now;
      const rest = nodes.filter((node) => node !== moved);
      const layout = rest.toSpliced(topIndex(rest, place), 0, moved);
      return layout.every((node, i) => node === nodes[i]) ? now : withLayout(now, layout);
    },
  };
}

/**
 * Dissolves a section; its fields stay where they are, and show on its condition as before. A tab's go to its neighbour,
 * the last one's out of the tabs.
 */
export function removeSection(section: FlatSection): FormCommand {
  return {
    label: named('删除分组', 'Delete section', sectionLabel(section)),
    apply(now) {
      const nodes = spread(now);
      const gone = sectionsOf(nodes).get(section.key);
      if (!gone) return now;
      return withLayout(
        shownOn(now, gone),
        nodes.flatMap((node): readonly FlatNode[] => {
          if (node.kind === 'tabs') return withoutTab(node, section.key);
          return node === gone ? gone.children : [node];
        }),
      );
    },
  };
}

/** The document with the condition of a section on each of its fields. */
function shownOn(document: FormDocument, { visible, children }: FlatSection): FormDocument {
  if (visible === undefined) return document;
  const properties = { ...document.properties };
  for (const item of children) {
    const field = item.kind === 'field' ? properties[item.field] : undefined;
    if (item.kind !== 'field' || !field) continue;
    const own = field.trellis.visible;
    const both: Expr = own === undefined ? visible : { and: [visible, own] };
    properties[item.field] = { ...field, trellis: { ...field.trellis, visible: both } };
  }
  return { ...document, properties };
}

function withoutTab(tabs: FlatTabs, key: string): readonly FlatNode[] {
  const at = tabs.children.findIndex((child) => child.key === key);
  const gone = tabs.children[at];
  if (!gone) return [tabs];
  const rest = tabs.children.toSpliced(at, 1);
  const heir = Math.max(0, at - 1);
  const neighbour = rest[heir];
  if (!neighbour) return gone.children;
  const merged = { ...neighbour, children: [...neighbour.children, ...gone.children] };
  return [{ ...tabs, children: rest.with(heir, merged) }];
}

/** Title, columns and folding of a section; undefined takes a keyword away. */
export function changeSection(
  section: FlatSection,
  patch: {
    readonly label?: LocalText | undefined;
    readonly columns?: Columns;
    readonly fold?: 'open' | 'closed' | undefined;
    readonly visible?: Expr | undefined;
  },
): FormCommand {
  return {
    label: named('修改分组', 'Change section', sectionLabel(section)),
    merge: `section:${section.key}:${Object.keys(patch).join()}`,
    apply: (now) =>
      withLayout(
        now,
        mapSections(spread(now), (node) =>
          node.key === section.key ? (defined({ ...node, ...patch }) as unknown as FlatSection) : node,
        ),
      ),
  };
}

const tabLabel = (count: number): LocalText => ({ zh: `标签 ${count}`, en: `Tab ${count}` });

/** Tabs with two empty ones at a place of the top level. */
export function addTabs(key: string, place: Place): FormCommand {
  return {
    label: named('添加', 'Add', TABS),
    apply(document) {
      const nodes = spread(document);
      if (tabsOf(nodes).has(key)) return document;
      const first = emptyTab(freeLayoutKey(nodes, 'tab'), 1);
      const children = [first, emptyTab(freeLayoutKey([...nodes, first], 'tab'), 2)];
      return withLayout(
        document,
        nodes.toSpliced(topIndex(nodes, place), 0, { kind: 'tabs', key, children }),
      );
    },
  };
}

const emptyTab = (key: string, count: number): FlatSection => ({
  kind: 'section',
  key,
  label: tabLabel(count),
  columns: 2,
  children: [],
});

/** The tabs with their sections in another order, one more, or at another side. */
export function changeTabs(
  tabs: FlatTabs,
  patch: { readonly position?: 'left' | undefined; readonly children?: readonly FlatSection[] },
): FormCommand {
  return {
    label: named('修改', 'Change', TABS),
    merge: `tabs:${tabs.key}:${Object.keys(patch).join()}`,
    apply: (now) =>
      withLayout(
        now,
        spread(now).map((node) =>
          node.kind === 'tabs' && node.key === tabs.key
            ? (defined({ ...node, ...patch }) as unknown as FlatTabs)
            : node,
        ),
      ),
  };
}

/** One more tab behind the others. */
export function addTab(nodes: readonly FlatNode[], tabs: FlatTabs): FormCommand {
  const next = emptyTab(freeLayoutKey(nodes, 'tab'), tabs.children.length + 1);
  const { merge: _, ...command } = changeTabs(tabs, { children: [...tabs.children, next] });
  return command;
}

/** Dissolves tabs: each becomes a section of its own. */
export function removeTabs(tabs: FlatTabs): FormCommand {
  return {
    label: named('取消', 'Dissolve', TABS),
    apply: (now) =>
      withLayout(
        now,
        spread(now).flatMap((node): readonly FlatNode[] =>
          node.kind === 'tabs' && node.key === tabs.key ? node.children : [node],
        ),
      ),
  };
}

/** A new line or text at a place. */
export function addNote(note: NoteNode, place: Place): FormCommand {
  return {
    label: named('添加', 'Add', NOTES[note.kind]),
    apply(document) {
      const nodes = spread(document);
      return noteOf(nodes, note.key) ? document : withLayout(document, insert(nodes, note, place));
    },
  };
}

/** Moves a line or text. */
export function moveNote(note: NoteNode, place: Place): FormCommand {
  const name = `#${note.key}`;
  return {
    label: named('移动', 'Move', NOTES[note.kind]),
    apply(now) {
      const nodes = spread(now);
      const node = noteOf(nodes, note.key);
      if (!node || ('before' in place && place.before === name) || ('after' in place && place.after === name))
        return now;
      const layout = insert(without(nodes, name), node, place);
      return JSON.stringify(layout) === JSON.stringify(nodes) ? now : withLayout(now, layout);
    },
  };
}

export function removeNote(note: NoteNode): FormCommand {
  return {
    label: named('删除', 'Delete', NOTES[note.kind]),
    apply: (now) => withLayout(now, without(spread(now), `#${note.key}`)),
  };
}

/** What a line or text says and how it looks; undefined takes a keyword away. */
export function changeNote(
  note: NoteNode,
  patch: {
    readonly label?: LocalText | undefined;
    readonly text?: LocalText;
    readonly tone?: 'info' | 'warning' | undefined;
  },
): FormCommand {
  return {
    label: named('修改', 'Change', NOTES[note.kind]),
    merge: `note:${note.key}:${Object.keys(patch).join()}`,
    apply(now) {
      const nodes = spread(now);
      const node = noteOf(nodes, note.key);
      if (!node) return now;
      const next = defined({ ...node, ...patch }) as unknown as NoteNode;
      if (JSON.stringify(next) === JSON.stringify(node)) return now;
      return withLayout(now, swapItem(nodes, `#${note.key}`, next));
    },
  };
}
