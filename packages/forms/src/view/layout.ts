import type { LayoutNode, LocalText, SectionNode } from '@trellis/metadata';
import type { CompiledField, CompiledForm } from '../form/compile.ts';

/** A field in its place. */
export interface PlacedField {
  readonly field: CompiledField;
  readonly span: number;
}
/** A block of the form: fields in a grid under an optional title. */
export interface PlacedSection {
  readonly key: string;
  readonly label?: LocalText;
  readonly columns: 1 | 2 | 3;
  readonly fields: readonly PlacedField[];
}

/**
 * The layout as a flat list of sections with the fields that exist. Fields outside any section gather in sections
 * without a title, and those that the layout does not place come at the end.
 * @param empty keeps sections without fields, for designers.
 */
export function placeFields(form: CompiledForm, { empty = false } = {}): readonly PlacedSection[] {
  const placed = new Set<string>();
  const sections: PlacedSection[] = [];
  let loose: PlacedField[] = [];
  const flush = () => {
    if (loose.length > 0) sections.push({ key: `loose_${sections.length}`, columns: 2, fields: loose });
    loose = [];
  };
  const take = (node: LayoutNode, columns: 1 | 2 | 3): readonly PlacedField[] => {
    if (node.kind === 'section') return node.children.flatMap((child) => take(child, columns));
    const field = form.fields.get(node.field) ?? form.displays.get(node.field);
    if (!field || placed.has(node.field)) return [];
    placed.add(node.field);
    return [{ field, span: node.span ?? (field.type.wide ? columns : 1) }];
  };
  for (const node of form.document.trellis.layout) {
    if (node.kind === 'field') {
      loose.push(...take(node, 2));
      continue;
    }
    flush();
    sections.push(section(node, take(node, node.columns)));
  }
  for (const field of [...form.fields.values(), ...form.displays.values()])
    if (!placed.has(field.key)) loose.push({ field, span: field.type.wide ? 2 : 1 });
  flush();
  return empty ? sections : sections.filter(({ fields }) => fields.length > 0);
}

const section = ({ key, label, columns }: SectionNode, fields: readonly PlacedField[]): PlacedSection =>
  label === undefined ? { key, columns, fields } : { key, label, columns, fields };
