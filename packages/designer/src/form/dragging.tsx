import { fieldTypes } from '@trellis/forms/model';
import { DndInsert, type Drop, Icon, useLocale } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import { moveField } from './commands.ts';
import { layoutPart, useDesign } from './design.tsx';
import { placeOf, sourceOf } from './dropped.ts';
import { noteOf, type Place, sectionsOf, spread, tabsOf } from './layout.ts';
import { moveItems } from './many/commands.ts';
import { useT as useManyT } from './many/messages.ts';
import { useT } from './messages.ts';
import { LAYOUT_ICONS } from './palette.tsx';
import { inRows, mayBeColumn, newColumn, rowsDocument } from './rows/commands.ts';
import { useIntoRows } from './rows/use-transfer.tsx';
import { moveNote, moveSection } from './section-commands.ts';
import { useFieldTemplates } from './templates/field-templates.tsx';

/** Dragging around palette and canvas: what each thing is called, and what a drop does. */
export function Dragging({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const many = useManyT();
  const { text } = useLocale();
  const design = useDesign();
  const { document, removed, chosen, run } = design;
  const intoRows = useIntoRows();
  const templates = useFieldTemplates().list;
  const insertTemplate = (id: string, place: Place) => {
    const clip = templates.find((one) => one.id === id)?.clip;
    if (clip) design.paste(clip, place);
  };
  const drop = (id: string, where: Drop) => {
    const { kind, name } = sourceOf(id);
    const onto = sourceOf(where.target);
    const rows = onto.kind === 'rows' ? rowsDocument(document, onto.name) : undefined;
    // A type from the palette becomes a column of the sub-form that it is dropped on.
    const type = kind === 'add' ? fieldTypes.find(name) : undefined;
    if (rows && type && mayBeColumn(type)) {
      run(inRows(onto.name, newColumn(rows, name).command));
      design.selectField(onto.name);
      return;
    }
    const moved = kind === 'note' || kind === 'field' ? name : undefined;
    const several = moved !== undefined && chosen.includes(moved) && chosen.length > 1;
    if (onto.kind === 'rows' && kind === 'field' && !several) {
      intoRows(name, onto.name);
      return;
    }
    const place = placeOf(document, where);
    const nodes = spread(document);
    const section = sectionsOf(nodes).get(name) ?? tabsOf(nodes).get(name);
    const note = noteOf(nodes, name.slice(1));
    if (several) run(moveItems(document, chosen, place));
    else if (kind === 'add') design.add(name, place);
    else if (kind === 'template') insertTemplate(name, place);
    else if (kind === 'restore') design.restore(name, place);
    else if (kind === 'field') {
      run(moveField(document, name, place));
      design.selectField(name);
    } else if (kind === 'note' && note) {
      run(moveNote(note, place));
      design.selectNote(note.key);
    } else if (section) run(moveSection(section, place));
  };
  const sourceName = (id: string): string => {
    const { kind, name } = sourceOf(id);
    const several = (kind === 'field' || kind === 'note') && chosen.length > 1 && chosen.includes(name);
    return several ? many('chosen', { count: chosen.length }) : nameOf(id);
  };
  const nameOf = (id: string): string => {
    const { kind, name } = sourceOf(id);
    if (kind === 'template') return templates.find((one) => one.id === name)?.name ?? t('untitled');
    const part = kind === 'add' ? layoutPart(name) : undefined;
    if (part) return t(part);
    if (kind === 'add') return text(fieldTypes.get(name).label);
    const nodes = spread(document);
    const note = noteOf(nodes, name.slice(1));
    if (note) return t(note.kind);
    if (tabsOf(nodes).has(name)) return t('tabs');
    if (name === 'canvas') return t('canvas');
    const label =
      document.properties[name]?.trellis.label ??
      removed.get(name)?.trellis.label ??
      sectionsOf(nodes).get(name)?.label;
    return label ? text(label) : t('untitled');
  };
  const iconOf = (id: string): string => {
    const { kind, name } = sourceOf(id);
    if (kind === 'template') return 'star';
    const part = kind === 'add' ? layoutPart(name) : noteOf(spread(document), name.slice(1))?.kind;
    if (part) return LAYOUT_ICONS[part];
    const type = kind === 'add' ? name : (document.properties[name] ?? removed.get(name))?.trellis.type;
    return (type && fieldTypes.find(type)?.icon) || 'group';
  };
  return (
    <DndInsert
      label={sourceName}
      targetLabel={nameOf}
      onHold={(id) => {
        const { kind, name } = sourceOf(id);
        if (kind === 'field' || kind === 'note') design.pick(name, 'toggle');
      }}
      overlay={(id) => (
        <>
          <Icon name={iconOf(id)} /> {sourceName(id)}
        </>
      )}
      onDrop={drop}
    >
      {children}
    </DndInsert>
  );
}
