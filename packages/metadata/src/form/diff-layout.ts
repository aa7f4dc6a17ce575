import type { LocalText } from '../kernel/text.ts';
import { type Change, type ChangeCode, change, named, namedList, ofField, same } from './change.ts';
import type { FieldNode, FormDocument, LayoutNode, NoteNode, SectionNode, TabsNode } from './types.ts';

/** What moved, came and went in the layout of a form, told by what a person sees on the screen. */
export function diffLayout(before: FormDocument, after: FormDocument): readonly Change[] {
  const [old, now] = [flatten(before), flatten(after)];
  const changes = [
    ...betweenParts('section', old.sections, now.sections),
    ...betweenParts('tabs', old.tabs, now.tabs),
    ...betweenParts('note', old.notes, now.notes),
    ...moves(before, after, old, now),
  ];
  for (const [key, place] of now.fields) {
    const was = old.fields.get(key);
    const field = after.properties[key];
    const moved = changes.some((one) => one.code === 'field_moved' && one.field === key);
    if (was && field && !moved && !same(widthOf(was.node), widthOf(place.node)))
      changes.push(ofField('field_resized', key, field, false));
  }
  const common = (document: FormDocument) =>
    Object.keys(document.properties).filter(
      (key) => Object.hasOwn(before.properties, key) && Object.hasOwn(after.properties, key),
    );
  const whole = (document: FormDocument) => [document.trellis.layout, common(document)];
  // Fields that came or went change the layout too, and are told as such.
  const told =
    changes.length > 0 || !same(common(before).toSorted(), Object.keys(after.properties).toSorted());
  return told || same(whole(before), whole(after)) ? changes : [change('layout_changed')];
}

interface Place {
  /** Key of the section around it; "" = none with a name, so that naming none and writing one out are the same. */
  readonly section: string;
  readonly node: FieldNode | undefined;
}

interface Flat {
  /** In the order in which they are seen. */
  readonly fields: ReadonlyMap<string, Place>;
  readonly sections: ReadonlyMap<string, SectionNode>;
  readonly tabs: ReadonlyMap<string, TabsNode>;
  readonly notes: ReadonlyMap<string, NoteNode>;
}

function flatten(document: FormDocument): Flat {
  const fields = new Map<string, Place>();
  const sections = new Map<string, SectionNode>();
  const tabs = new Map<string, TabsNode>();
  const notes = new Map<string, NoteNode>();
  const walk = (nodes: readonly LayoutNode[], section: string) => {
    for (const node of nodes) {
      if (node.kind === 'field') fields.set(node.field, { section, node });
      else if (node.kind === 'section') {
        sections.set(node.key, node);
        walk(node.children, node.label ? node.key : '');
      } else if (node.kind === 'tabs') {
        tabs.set(node.key, node);
        walk(node.children, section);
      } else notes.set(node.key, node);
    }
  };
  walk(document.trellis.layout, '');
  // What nobody placed stands at the end.
  for (const key of Object.keys(document.properties))
    if (!fields.has(key)) fields.set(key, { section: '', node: undefined });
  return { fields, sections, tabs, notes };
}

type Part = SectionNode | TabsNode | NoteNode;

function betweenParts<P extends Part>(
  kind: 'section' | 'tabs' | 'note',
  old: ReadonlyMap<string, P>,
  now: ReadonlyMap<string, P>,
): Change[] {
  const changes: Change[] = [];
  const tell = (what: 'added' | 'removed' | 'changed', part: P) => {
    // A section without a name is nothing that anybody sees.
    if (kind === 'section' && nameOf(part).zh === '' && what !== 'changed') return;
    const code: ChangeCode = `${kind}_${what}`;
    changes.push(change(code, named('label', nameOf(part))));
  };
  for (const [key, part] of old) if (!now.has(key)) tell('removed', part);
  for (const [key, part] of now) {
    const was = old.get(key);
    if (!was) tell('added', part);
    else if (!same(looksOf(was), looksOf(part))) tell('changed', part);
  }
  return changes;
}

const looksOf = (part: Part): unknown => ({ ...part, children: undefined });

/** The name of a part, or the beginning of its text. */
function nameOf(part: Part): LocalText {
  if (part.kind === 'tabs') {
    const labels = part.children.flatMap(({ label }) => label ?? []);
    const join = (texts: readonly string[]) => texts.join(' / ');
    return { zh: join(labels.map(({ zh }) => zh)), en: join(labels.map(({ zh, en }) => en || zh)) };
  }
  if (part.kind !== 'description') return part.label ?? { zh: '' };
  const begin = (text: string) => [...text].slice(0, 20).join('');
  return { zh: begin(part.text.zh), en: begin(part.text.en || part.text.zh) };
}

function moves(before: FormDocument, after: FormDocument, old: Flat, now: Flat): Change[] {
  const changes: Change[] = [];
  const stayed: string[] = [];
  for (const [key, { section }] of now.fields) {
    const was = old.fields.get(key);
    const field = after.properties[key];
    if (!was || !field || !Object.hasOwn(before.properties, key)) continue;
    const [from, to] = [old.sections.get(was.section), now.sections.get(section)];
    // Into a section that is new, or out of one that is gone: the section is what is told.
    const withSection = (to && !old.sections.has(to.key)) || (from && !now.sections.has(from.key));
    if (was.section === section || withSection) stayed.push(key);
    else {
      const target = to ? nameOf(to) : { zh: '未分组', en: 'no section' };
      changes.push(ofField('field_moved', key, field, false, named('section', target)));
    }
  }
  const rank = new Map([...old.fields.keys()].map((key, index) => [key, index]));
  const kept = new Set(longestRising(stayed, (key) => rank.get(key) ?? 0));
  const labels = stayed.flatMap((key) => (kept.has(key) ? [] : (after.properties[key]?.trellis.label ?? [])));
  if (labels.length > 0) changes.push(change('fields_reordered', namedList('labels', labels)));
  return changes;
}

/** The most items that already stand in order: all others are those that were moved. */
function longestRising(items: readonly string[], rank: (item: string) => number): readonly string[] {
  const best: { readonly item: string; readonly length: number; readonly before: number }[] = [];
  let end = -1;
  for (const [index, item] of items.entries()) {
    let before = -1;
    for (let i = 0; i < index; i++)
      if (rank(items[i] as string) < rank(item) && (best[i]?.length ?? 0) > (best[before]?.length ?? 0))
        before = i;
    best.push({ item, length: (best[before]?.length ?? 0) + 1, before });
    if (end < 0 || (best[index]?.length ?? 0) > (best[end]?.length ?? 0)) end = index;
  }
  const kept: string[] = [];
  for (let at = end; at >= 0; at = best[at]?.before ?? -1) kept.push(items[at] as string);
  return kept;
}

const widthOf = (node: FieldNode | undefined): unknown => [node?.span, node?.width];
