import type { Expr, Json } from '@trellis/logic';
import type { FieldDefault, FieldMeta, FieldSchema, JsonObject, RowsDocument } from '@trellis/metadata';
import type { FieldType, Renaming } from '../contract.ts';
import { fieldTypes } from '../registry.ts';
import { rowsIn } from './owned.ts';
import { renamedCondition } from './renamed-parts.ts';

/** Before the fields of the record around a row. */
const PARENT = '_parent_id';
/** Before what stood there earlier. */
const BEFORE = '$before';

/**
 * A field as it is where others have other keys: expressions and settings follow.
 * @param names new keys by the old ones; what is not named keeps its key, what is named "" is left out of paths
 * @param form name of another form from here; absent = as it is
 */
export function renamedField(
  schema: FieldSchema,
  names: ReadonlyMap<string, string>,
  form: (ref: string) => string = (ref) => ref,
): FieldSchema {
  const key = (one: string) => names.get(one) ?? one;
  return withMeta(
    schema,
    renaming((path) => firstStep(path, key), form),
  );
}

/** An expression over the record where fields have other keys. */
export const renamedExpr = (expr: Expr, names: ReadonlyMap<string, string>): Expr =>
  renaming(
    (path) => firstStep(path, (one) => names.get(one) ?? one),
    (ref) => ref,
  ).expr(expr);

const firstStep = (path: string, change: (step: string) => string): string => {
  const [first = '', ...rest] = path.split('.');
  const next = change(first);
  return [...(next === '' && rest.length > 0 ? [] : [next]), ...rest].join('.');
};

function renaming(path: (path: string) => string, form: (ref: string) => string): Renaming {
  return {
    path,
    form,
    expr: (expr, under) =>
      mapVars(expr, (name) => {
        const before = under ?? (name.startsWith(`${BEFORE}.`) ? BEFORE : undefined);
        if (before === undefined) return path(name);
        return name.startsWith(`${before}.`) ? `${before}.${path(name.slice(before.length + 1))}` : name;
      }),
  };
}

/** An expression with other paths. */
function mapVars(expr: Json, change: (path: string) => string): Json {
  if (Array.isArray(expr)) return expr.map((one: Json) => mapVars(one, change));
  if (typeof expr !== 'object' || expr === null) return expr;
  return Object.fromEntries(
    Object.entries(expr).map(([name, body]) => {
      if (name !== 'var') return [name, mapVars(body, change)];
      if (typeof body === 'string') return [name, change(body)];
      const [path] = Array.isArray(body) ? (body as readonly Json[]) : [];
      return [name, typeof path === 'string' ? [change(path)] : body];
    }),
  );
}

function withMeta(schema: FieldSchema, to: Renaming): FieldSchema {
  const { config, default: value, ...rest } = schema.trellis;
  const type = fieldTypes.find(rest.type);
  const trellis = {
    // Whatever else the vocabulary says of a field are expressions over the record, and texts that hold no paths.
    ...(to.expr(rest as unknown as Json) as unknown as FieldMeta),
    ...(value ? { default: defaultOf(value, to) } : {}),
    config: type ? settings(type, config, to) : config,
  };
  return { ...schema, trellis };
}

function defaultOf(value: FieldDefault, to: Renaming): FieldDefault {
  if (value.kind === 'expr') return { ...value, expr: to.expr(value.expr) };
  if (value.kind === 'through') return { ...value, path: to.path(value.path) };
  if (value.kind === 'api') {
    const params = value.params?.map((one) => ('field' in one ? { ...one, field: to.path(one.field) } : one));
    return params ? { ...value, params } : value;
  }
  if (value.kind !== 'linked') return value;
  return { ...renamedCondition(value, to), form: to.form(value.form) };
}

function settings(type: FieldType, config: JsonObject, to: Renaming): JsonObject {
  const named = type.renamed?.(config, to) ?? config;
  const rows = rowsIn(type, named);
  if (!rows || type.owned === undefined) return named;
  return { ...named, [type.owned]: rowsOf(rows, to) as unknown as JsonObject };
}

/** Columns keep their keys; only what they ask of the record around them follows. */
function rowsOf(rows: RowsDocument, outer: Renaming): RowsDocument {
  const inner = renaming(
    (path) =>
      path.startsWith(`${PARENT}.`) ? `${PARENT}.${outer.path(path.slice(PARENT.length + 1))}` : path,
    outer.form,
  );
  const columns = Object.entries(rows.properties).map(
    ([column, schema]) => [column, withMeta(schema, inner)] as const,
  );
  return {
    ...rows,
    properties: Object.fromEntries(columns),
    ...(rows.checks ? { checks: rows.checks.map((one) => ({ ...one, when: inner.expr(one.when) })) } : {}),
  };
}
