import type { Columns, LayoutNode, LocalText, NoteNode, SectionNode, TabsNode } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';

/** A field in its place. */
export interface PlacedField {
  readonly kind: 'field';
  readonly field: CompiledField;
  /** Columns of its section that it takes. */
  readonly span: number;
  /** Twelfths of the section that it takes while the section has all its columns. */
  readonly width: number;
}
/** A line or a text between fields. */
export interface PlacedNote {
  readonly kind: 'note';
  readonly node: NoteNode;
}
export type PlacedItem = PlacedField | PlacedNote;

/** A block of the form: fields in a grid under an optional title. */
export interface PlacedSection {
  readonly key: string;
  readonly label?: LocalText;
  readonly columns: Columns;
  readonly fold?: 'open' | 'closed';
  /** The tabs that it is one of; sections of the same tabs follow each other. */
  readonly tabs?: Pick<TabsNode, 'key' | 'position'>;
  /** What it shows, in order. */
  readonly items: readonly PlacedItem[];
  /** The fields among them. */
  readonly fields: readonly PlacedField[];
}

/** Columns of what stands outside any section. */
const LOOSE = 2;

/**
 * The layout as a flat list of sections with the fields that exist. Fields outside any section gather in sections
 * without a title, sections inside sections are part of the outer one, and fields that the layout does not place come
 * at the end.
 * @param empty keeps sections without anything in them, for designers.
 */
export function placeFields(form: CompiledForm, { empty = false } = {}): readonly PlacedSection[] {
  const placed = new Set<string>();
  const sections: PlacedSection[] = [];
  let loose: PlacedItem[] = [];
  const flush = () => {
    if (loose.length > 0) sections.push(section({ key: `loose_${sections.length}`, columns: LOOSE }, loose));
    loose = [];
  };
  const take = (node: LayoutNode, columns: Columns): readonly PlacedItem[] => {
    if (node.kind === 'section' || node.kind === 'tabs')
      return node.children.flatMap((child) => take(child, columns));
    if (node.kind !== 'field') return [{ kind: 'note', node }];
    const field = form.fields.get(node.field) ?? form.displays.get(node.field);
    if (!field || placed.has(node.field)) return [];
    placed.add(node.field);
    return [place(field, columns, node.span, node.width)];
  };
  const whole = (node: SectionNode, tabs?: TabsNode) =>
    sections.push(
      section(
        node,
        node.children.flatMap((child) => take(child, node.columns)),
        tabs,
      ),
    );
  for (const node of form.document.trellis.layout) {
    if (node.kind === 'section' || node.kind === 'tabs') {
      flush();
      if (node.kind === 'section') whole(node);
      else for (const child of node.children) whole(child, node);
    } else loose.push(...take(node, LOOSE));
  }
  for (const field of [...form.fields.values(), ...form.displays.values()])
    if (!placed.has(field.key)) loose.push(place(field, LOOSE));
  flush();
  return empty ? sections : sections.filter(({ items }) => items.length > 0);
}

function place(field: CompiledField, columns: Columns, span?: number, width?: number): PlacedField {
  const taken = Math.min(columns, span ?? (field.type.wide ? columns : 1));
  return { kind: 'field', field, span: taken, width: width ?? (taken * 12) / columns };
}

function section(
  { key, label, columns, fold }: Pick<SectionNode, 'key' | 'label' | 'columns' | 'fold'>,
  items: readonly PlacedItem[],
  tabs?: TabsNode,
): PlacedSection {
  return {
    key,
    columns,
    items,
    fields: items.filter((item) => item.kind === 'field'),
    ...(label === undefined ? {} : { label }),
    // What is behind a tab is folded away already.
    ...(fold === undefined || tabs ? {} : { fold }),
    ...(tabs ? { tabs: { key: tabs.key, ...(tabs.position ? { position: tabs.position } : {}) } } : {}),
  };
}

/** Twelfths that a field takes where there is room for so many columns only. */
export function twelfths({ width }: PlacedField, columns: number, most: number): number {
  if (most <= 1) return 12;
  return most >= columns ? width : Math.min(12, Math.max(width, 12 / most));
}
