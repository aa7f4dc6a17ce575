import type { FieldMeta, FieldNode, FormDocument, LocalText } from '@trellis/metadata';
import {
  changeField,
  type FormCommand,
  named,
  removeField,
  setRequired,
  setWidth,
  withLayout,
} from '../commands.ts';
import {
  type FlatItem,
  type FlatNode,
  insert,
  itemsOf,
  mapItems,
  nameOf,
  type Place,
  spread,
} from '../layout.ts';
import { removeNote } from '../section-commands.ts';

/** The things of these names, in reading order. */
export function itemsNamed(nodes: readonly FlatNode[], names: Iterable<string>): readonly FlatItem[] {
  const wanted = new Set(names);
  return itemsOf(nodes).filter((item) => wanted.has(nameOf(item)));
}

/** What one thing is called, or how many there are. */
export function labelOfMany(document: FormDocument, names: readonly string[]): LocalText {
  const [only] = names;
  const field = only === undefined || names.length > 1 ? undefined : document.properties[only];
  return field?.trellis.label ?? { zh: `${names.length} 项`, en: `${names.length} things` };
}

/** Several commands as one step. */
export const together = (
  label: LocalText,
  commands: readonly FormCommand[],
  merge?: string,
): FormCommand => ({
  label,
  ...(merge === undefined ? {} : { merge }),
  apply: (document) => commands.reduce((now, command) => command.apply(now), document),
});

/** Stands for what is moved until all of it is out of the way. No note has such a key. */
const GAP: FlatItem = { kind: 'divider', key: '' };

/** The layout with several things put at one place, in the order given; a place among themselves will do. */
export function gather(
  nodes: readonly FlatNode[],
  moved: readonly FlatItem[],
  place: Place,
): readonly FlatNode[] {
  const names = new Set(moved.map(nameOf));
  return mapItems(insert(nodes, GAP, place), (items) =>
    items.flatMap((item) => (item === GAP ? moved : names.has(nameOf(item)) ? [] : [item])),
  );
}

/** Moves several fields and notes to one place; their order among each other stays. */
export function moveItems(document: FormDocument, names: readonly string[], place: Place): FormCommand {
  return {
    label: named(names.length > 1 ? '移动' : '移动字段', 'Move', labelOfMany(document, names)),
    apply(now) {
      const nodes = spread(now);
      const layout = gather(nodes, itemsNamed(nodes, names), place);
      return JSON.stringify(layout) === JSON.stringify(nodes) ? now : withLayout(now, layout);
    },
  };
}

/** Takes several fields and notes out. The field that names records stays. */
export function removeItems(document: FormDocument, names: readonly string[]): FormCommand {
  const items = itemsNamed(spread(document), names);
  return together(
    named('删除', 'Delete', labelOfMany(document, names)),
    items.map((item) => (item.kind === 'field' ? removeField(document, item.field) : removeNote(item))),
  );
}

/** What several fields can have in common. */
export interface ManyPatch {
  readonly required?: boolean;
  /** Undefined takes a keyword away. */
  readonly meta?: { readonly [K in keyof FieldMeta]?: FieldMeta[K] | undefined };
  readonly width?: Pick<FieldNode, 'span' | 'width'>;
}

/**
 * Changes the same of several fields in one step.
 * @param what its name, for undo and to merge the steps of one setting
 */
export function changeMany(
  document: FormDocument,
  keys: readonly string[],
  what: LocalText,
  { required, meta, width }: ManyPatch,
): FormCommand {
  const count = labelOfMany(document, keys);
  return together(
    { zh: `批量设置 ${what.zh}（${count.zh}）`, en: `Set ${what.en ?? what.zh} of ${count.en ?? count.zh}` },
    keys.flatMap((key) => [
      ...(required === undefined ? [] : [setRequired(document, key, required)]),
      ...(meta === undefined ? [] : [changeField(document, key, meta)]),
      ...(width === undefined ? [] : [setWidth(document, key, width)]),
    ]),
    `many:${what.zh}:${keys.join()}`,
  );
}
