import { renamedExpr, renamedField, resolveRef } from '@trellis/forms/model';
import { type FieldSchema, type FormDocument, type JsonObject, keyFromLabel } from '@trellis/metadata';
import { type FormCommand, freeLabel, named, newField, withLayout } from '../commands.ts';
import {
  type FlatItem,
  type FlatNode,
  type FlatSection,
  type FlatTabs,
  freeLayoutKey,
  nameOf,
  type Place,
  spread,
  topIndex,
} from '../layout.ts';
import { gather, labelOfMany } from '../many/commands.ts';
import type { Clip } from './clip.ts';

/** A paste: the step, and what it puts in: names of fields and notes, or a section or tabs. */
export interface Paste {
  readonly command: FormCommand;
  readonly names: readonly string[];
  readonly part?: { readonly kind: 'section' | 'tabs'; readonly key: string };
}

/**
 * Puts copied parts into a form: under keys and names that are free, with expressions that follow those keys. What they
 * ask of fields that were not copied is asked of the fields of that name here; where there are none, the check says so.
 * @param past keys that the form had once and does not give out again
 */
export function paste(
  document: FormDocument,
  clip: Clip,
  place: Place,
  to: { readonly app: string; readonly past: Iterable<string> },
): Paste {
  const names = freeNames(document, clip, to.past);
  const fields = pastedFields(document, clip, names, to.app);
  const nodes = pastedNodes(spread(document), clip.nodes, names);
  const items = nodes.filter((node): node is FlatItem => node.kind !== 'section' && node.kind !== 'tabs');
  const parts = nodes.filter((node) => node.kind === 'section' || node.kind === 'tabs');
  const all = Object.keys(fields);
  const [first] = parts;
  const what =
    first && parts.length === 1 && items.length === 0 ? labelOfPart(first) : labelIn(fields, items);
  return {
    names: items.map(nameOf),
    ...(first ? { part: { kind: first.kind, key: first.key } } : {}),
    command: {
      label: named('粘贴', 'Paste', what),
      apply(now) {
        if (all.some((key) => Object.hasOwn(now.properties, key))) return now;
        const required = [...now.required, ...clip.required.map((key) => names.get(key) ?? key)];
        const next = { ...now, properties: { ...now.properties, ...fields }, required };
        const layout = items.length > 0 ? gather(spread(now), items, place) : spread(now);
        return withLayout(
          next,
          parts.length > 0 ? layout.toSpliced(topIndex(layout, place), 0, ...parts) : layout,
        );
      },
    },
  };
}

const labelOfPart = (part: FlatSection | FlatTabs) =>
  part.kind === 'tabs' ? { zh: '标签页', en: 'tabs' } : (part.label ?? { zh: '分组', en: 'section' });

const labelIn = (fields: Readonly<Record<string, FieldSchema>>, items: readonly FlatItem[]) =>
  labelOfMany({ properties: fields } as unknown as FormDocument, items.map(nameOf));

/** New keys by the copied ones: the same where it is free, else one from the name. */
function freeNames(
  document: FormDocument,
  { fields }: Clip,
  past: Iterable<string>,
): ReadonlyMap<string, string> {
  const taken = new Set([...Object.keys(document.properties), ...past]);
  const names = new Map<string, string>();
  for (const [key, { trellis }] of Object.entries(fields)) {
    const next = taken.has(key) ? keyFromLabel(trellis.label.zh, [...taken]) : key;
    taken.add(next);
    names.set(key, next);
  }
  return names;
}

function pastedFields(
  document: FormDocument,
  clip: Clip,
  names: ReadonlyMap<string, string>,
  app: string,
): Readonly<Record<string, FieldSchema>> {
  const away = clip.app !== app;
  const form = (ref: string) => {
    const whole = away ? resolveRef(clip.app, ref) : ref;
    return whole.startsWith(`${app}:`) ? whole.slice(app.length + 1) : whole;
  };
  let { properties } = document;
  const fields: Record<string, FieldSchema> = {};
  for (const [key, copied] of Object.entries(clip.fields)) {
    const next = renamedField(away ? ownOptions(copied) : copied, names, form);
    const label = freeLabel({ ...document, properties }, next.trellis.label);
    const field = { ...next, title: label.zh, trellis: { ...next.trellis, label } };
    const name = names.get(key) ?? key;
    fields[name] = field;
    properties = { ...properties, [name]: field };
  }
  return fields;
}

/** A shared set of options belongs to its app: elsewhere the field keeps its options as its own. Columns too. */
function ownOptions<T>(node: T): T {
  if (Array.isArray(node)) return node.map(ownOptions) as T;
  if (typeof node !== 'object' || node === null) return node;
  const object = node as unknown as JsonObject;
  const set = Array.isArray(object.options) ? { set: undefined } : {};
  return Object.fromEntries(
    Object.entries({ ...object, ...set }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, ownOptions(value)]],
    ),
  ) as T;
}

/** The copied layout with the new keys; sections, tabs and notes get free ones as well. */
function pastedNodes(
  there: readonly FlatNode[],
  nodes: readonly FlatNode[],
  names: ReadonlyMap<string, string>,
): readonly FlatNode[] {
  let known = there;
  const free = (stem: string): string => {
    const key = freeLayoutKey(known, stem);
    known = [...known, { kind: 'divider', key }];
    return key;
  };
  const item = (node: FlatItem): FlatItem =>
    node.kind === 'field'
      ? { ...node, field: names.get(node.field) ?? node.field }
      : { ...node, key: free(node.kind) };
  const section = (node: FlatSection): FlatSection => ({
    ...node,
    key: free('section'),
    ...(node.visible === undefined ? {} : { visible: renamedExpr(node.visible, names) }),
    children: node.children.map(item),
  });
  return nodes.map((node) => {
    if (node.kind === 'section') return section(node);
    return node.kind === 'tabs'
      ? { ...node, key: free('tabs'), children: node.children.map(section) }
      : item(node);
  });
}

/** Lines of text as text fields of these names, to be put in like copied ones. */
export function clipOfNames(app: string, form: string, names: readonly string[]): Clip {
  const keys: string[] = [];
  for (const name of names) keys.push(keyFromLabel(name, keys));
  return {
    trellis: 'form-parts',
    version: 1,
    app,
    form,
    fields: Object.fromEntries(names.map((name, i) => [keys[i] ?? '', newField('text', { zh: name })])),
    required: [],
    nodes: keys.map((field) => ({ kind: 'field', field })),
  };
}
