import type { Expr } from '@trellis/logic';
import type { JsonObject } from '../form/types.ts';
import type { Issue } from '../kernel/issue.ts';
import type { Schema } from '../schema/parts.ts';
import { viewConfigSchemas } from '../schema/view.ts';
import type { ViewDocument } from './types.ts';

const isField = (schema: Schema): boolean => schema.$ref === 'trellis:field';

const partsOf = (schema: Schema) => ({
  items: schema.items as Schema | undefined,
  properties: (schema.properties ?? {}) as Readonly<Record<string, Schema>>,
  required: (schema.required ?? []) as readonly string[],
});

/** Where the settings of a view's kind name fields: paths inside `config`. */
export function configFields(
  view: ViewDocument,
): readonly { readonly path: Issue['path']; readonly field: string }[] {
  const found: { path: Issue['path']; field: string }[] = [];
  const walk = (schema: Schema, value: unknown, path: Issue['path']): void => {
    if (isField(schema)) {
      if (typeof value === 'string') found.push({ path, field: value });
      return;
    }
    const { items, properties } = partsOf(schema);
    if (Array.isArray(value)) {
      if (items) for (const [index, item] of value.entries()) walk(items, item, [...path, index]);
    } else if (typeof value === 'object' && value !== null)
      for (const [name, below] of Object.entries(properties))
        if (Object.hasOwn(value, name)) walk(below, (value as JsonObject)[name], [...path, name]);
  };
  walk(schemaOf(view), view.config, []);
  return found;
}

const schemaOf = ({ kind }: ViewDocument): Schema =>
  (Object.hasOwn(viewConfigSchemas, kind) ? viewConfigSchemas[kind] : undefined) ?? {};

const GONE = Symbol('gone');

/** Settings without fields that are gone; what can't be without goes with them. */
function lighter(schema: Schema, value: unknown, gone: (field: string) => boolean): unknown {
  if (isField(schema)) return typeof value === 'string' && gone(value) ? GONE : value;
  const { items, properties, required } = partsOf(schema);
  if (Array.isArray(value))
    return items ? value.map((item) => lighter(items, item, gone)).filter((item) => item !== GONE) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    const below = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, below ? lighter(below, inner, gone) : inner] as const;
  });
  if (entries.some(([name, inner]) => inner === GONE && required.includes(name))) return GONE;
  return Object.fromEntries(entries.filter(([, inner]) => inner !== GONE));
}

/**
 * A view without fields that are gone or hidden; the same one where it names none of them, and undefined where nothing
 * sensible is left: a board without its lanes.
 * @param gone whether a field, own or of the system, is no longer there
 * @param reads whether an expression reads such a field. Without it conditions are left alone; a filter takes the view
 * with it, as it would show other records than its author meant, a colour goes by itself.
 */
export function viewWithout(
  view: ViewDocument,
  gone: (field: string) => boolean,
  reads: (expr: Expr) => boolean = () => false,
): ViewDocument | undefined {
  if (view.filter !== undefined && reads(view.filter)) return undefined;
  const config = lighter(schemaOf(view), view.config, gone);
  if (config === GONE) return undefined;
  const { sort, group, colors, totals, quick, ...rest } = view;
  const next: ViewDocument = {
    ...rest,
    ...kept('sort', sort, ({ field }) => !gone(field)),
    ...kept('group', group, ({ field }) => !gone(field)),
    ...kept('colors', colors, ({ when, field }) => !(field !== undefined && gone(field)) && !reads(when)),
    ...(totals && { totals: Object.fromEntries(Object.entries(totals).filter(([field]) => !gone(field))) }),
    ...kept('quick', quick, (field) => !gone(field)),
    config: config as JsonObject,
  };
  return same(next, view) ? view : next;
}

function kept<K extends string, T>(
  name: K,
  list: readonly T[] | undefined,
  stays: (item: T) => boolean,
): { readonly [P in K]?: readonly T[] } {
  if (!list) return {};
  const left = list.every(stays) ? list : list.filter(stays);
  const part: { [P in K]?: readonly T[] } = {};
  if (left === list || left.length > 0) part[name] = left;
  return part;
}

const PARTS = ['sort', 'group', 'colors', 'totals', 'quick', 'config'] as const;
const same = (a: ViewDocument, b: ViewDocument): boolean =>
  PARTS.every((part) => JSON.stringify(a[part]) === JSON.stringify(b[part]));
