import { type Expr, references } from '@trellis/logic';
import type { FieldMeta, FieldSchema, FormDocument, LayoutNode, ViewDocument } from '@trellis/metadata';
import type { CatalogForm } from '../contract.ts';
import type { Access } from './policy.ts';

/** The form's document as if the hidden fields had never been made. */
export function prunedForm({ form, visible: fields, displays }: Access): FormDocument {
  const { document } = form;
  if (fields.size === form.fields.size && displays.size === form.displays.size) return document;
  const visible: Fields = new Map<string, unknown>([
    ...fields,
    ...[...displays].map((key) => [key, null] as const),
  ]);
  const { checks, stageField, ...meta } = document.trellis;
  const properties = Object.entries(document.properties)
    .filter(([key]) => visible.has(key))
    .map(([key, schema]) => [key, prunedField(form, visible, schema)] as const);
  const kept = checks?.filter(
    ({ when, field }) => isKnown(form, visible, when) && (field === undefined || visible.has(field)),
  );
  return {
    ...document,
    properties: Object.fromEntries(properties),
    required: document.required.filter((key) => visible.has(key)),
    trellis: {
      ...meta,
      titleField: titleOf(form, visible),
      layout: prunedLayout(meta.layout, visible),
      ...(stageField !== undefined && visible.has(stageField) ? { stageField } : {}),
      ...(kept ? { checks: kept } : {}),
    },
  };
}

type Fields = ReadonlyMap<string, unknown>;

/** A view without hidden fields; undefined when nothing sensible is left of it. */
export function prunedView({ form, visible }: Access, view: ViewDocument): ViewDocument | undefined {
  if (visible.size === form.fields.size) return view;
  // A filter on what the member can't see would show other records than its author meant.
  if (view.filter !== undefined && !isKnown(form, visible, view.filter)) return undefined;
  const hidden = new Set([...form.fields.keys()].filter((key) => !visible.has(key)));
  const config: Record<string, ViewDocument['config'][string]> = {};
  for (const [name, value] of Object.entries(view.config)) {
    // A setting that is one hidden field (the lane of a board) takes the view with it, one of a list only its entry.
    if (names(value, hidden)) return undefined;
    config[name] = Array.isArray(value) ? value.filter((entry) => !names(entry, hidden)) : value;
  }
  const sort = view.sort?.filter(({ field }) => !hidden.has(field));
  return { ...view, config, ...(sort ? { sort } : {}) };
}

/** A field by its key, or an entry `{ field, … }`. */
function names(value: unknown, hidden: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return hidden.has(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { field } = value as { readonly field?: unknown };
  return typeof field === 'string' && hidden.has(field);
}

/** Whether an expression reads none but fields that exist for the member; the server evaluates the others alone. */
function isKnown(form: CatalogForm, visible: Fields, expr: Expr): boolean {
  return references(expr).every((path) => {
    const [key = ''] = path.split('.');
    return !form.fields.has(key) || visible.has(key);
  });
}

const RULES = ['visible', 'requiredWhen', 'readonlyWhen'] as const;

function prunedField(form: CatalogForm, visible: Fields, schema: FieldSchema): FieldSchema {
  const meta: { -readonly [K in keyof FieldMeta]: FieldMeta[K] } = { ...schema.trellis };
  for (const rule of RULES) {
    const expr = meta[rule];
    if (expr !== undefined && !isKnown(form, visible, expr)) delete meta[rule];
  }
  if (meta.default?.kind === 'expr' && !isKnown(form, visible, meta.default.expr)) delete meta.default;
  return { ...schema, trellis: meta };
}

function prunedLayout(nodes: readonly LayoutNode[], visible: Fields): readonly LayoutNode[] {
  return nodes.flatMap((node): LayoutNode[] => {
    if (node.kind === 'field') return visible.has(node.field) ? [node] : [];
    if (node.kind === 'divider' || node.kind === 'description') return [node];
    const children = prunedLayout(node.children, visible);
    // Words about fields that are not there would say what is hidden.
    if (!children.some(holdsFields) && node.children.some(holdsFields)) return [];
    return children.length > 0 ? [{ ...node, children } as typeof node] : [];
  });
}

const holdsFields = (node: LayoutNode): boolean =>
  node.kind === 'field' || ('children' in node && node.children.some(holdsFields));

/** What names a record for the member: the title, or else the first visible field that may be one. */
function titleOf(form: CatalogForm, visible: Fields): string {
  if (visible.has(form.titleField)) return form.titleField;
  const shown = [...form.fields.values()].filter(({ key }) => visible.has(key));
  return (shown.find(({ type }) => type.title) ?? shown[0])?.key ?? form.titleField;
}
