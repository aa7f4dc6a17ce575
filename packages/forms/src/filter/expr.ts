import type { Expr, Json } from '@trellis/logic';
import { operatorsOf } from './operators.ts';
import { type FilterOperator, isMonth, isNear } from './pattern.ts';
import type { FilterCondition, FilterField, FilterGroup, FilterNode } from './types.ts';

/** Most levels of groups that the editor shows; deeper ones stay as they are. */
const MAX_LEVELS = 5;

/** Whether a condition says enough to filter by. */
function isComplete(condition: FilterCondition, operator: FilterOperator): boolean {
  const value = condition.value ?? null;
  switch (operator.value) {
    case 'none':
      return true;
    case 'list':
      return Array.isArray(value) && value.length > 0;
    case 'range':
      return Array.isArray(value) && value.length === 2 && value.every((end) => end !== null && end !== '');
    case 'days':
    case 'count':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1;
    case 'month':
      return isMonth(value);
    case 'near':
      return isNear(value);
    default:
      return value !== null && value !== '';
  }
}

/** The expression of a filter; undefined when nothing is filtered. Incomplete conditions are left out. */
export function filterToExpr(filter: FilterGroup, fields: readonly FilterField[]): Expr | undefined {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const write = (node: FilterNode): Expr | undefined => {
    if (node.kind === 'raw') return node.expr;
    if (node.kind === 'condition') {
      const field = byKey.get(node.field);
      const operator = field && operatorsOf(field).find(({ op }) => op === node.op);
      if (!operator || !isComplete(node, operator)) return undefined;
      const value = node.value ?? null;
      if (!field.within) return operator.write({ var: node.field }, value);
      const { rows, column } = field.within;
      return { some: [{ var: rows }, operator.write({ var: `row.${column}` }, value)] };
    }
    const items = node.items.map(write).filter((item) => item !== undefined);
    if (items.length === 0) return undefined;
    return items.length === 1 ? items[0] : { [node.join]: items };
  };
  return write(filter);
}

/** The filter that an expression means; what the editor can't show becomes a raw part. Inverse of `filterToExpr`. */
export function exprToFilter(expr: Expr | undefined, fields: readonly FilterField[]): FilterGroup {
  if (expr === undefined || expr === null || expr === true) return { kind: 'group', join: 'and', items: [] };
  const node = read(expr, new Map(fields.map((field) => [field.key, field])), 1);
  return node.kind === 'group' ? node : { kind: 'group', join: 'and', items: [node] };
}

function read(expr: Expr, fields: ReadonlyMap<string, FilterField>, level: number): FilterNode {
  const [name, args] = only(expr);
  if ((name === 'and' || name === 'or') && Array.isArray(args) && args.length > 1 && level < MAX_LEVELS)
    return {
      kind: 'group',
      join: name,
      items: (args as readonly Expr[]).map((item) => read(item, fields, level + 1)),
    };
  const inRows = name === 'some' && Array.isArray(args) && args.length === 2 ? args : undefined;
  const rows = inRows && variables(inRows[0] as Expr)[0];
  for (const variable of variables(expr)) {
    // Within rows, "row.price" is the column "lines.price".
    const key = rows !== undefined && variable.startsWith('row.') ? rows + variable.slice(3) : variable;
    const field = fields.get(key);
    if (!field || (field.within !== undefined) !== (key !== variable)) continue;
    const condition = readCondition(field, (inRows?.[1] ?? expr) as Expr, expr, variable);
    if (condition) return condition;
  }
  return { kind: 'raw', expr };
}

/** The condition on a field that an expression is; on a column of rows, `inner` is what must hold for some row. */
function readCondition(
  field: FilterField,
  inner: Expr,
  expr: Expr,
  variable: string,
): FilterCondition | undefined {
  for (const operator of operatorsOf(field)) {
    const value = operator.read(field.within ? inner : expr, { var: variable });
    if (value === undefined) continue;
    const condition = { kind: 'condition' as const, field: field.key, op: operator.op };
    return operator.value === 'none' ? condition : { ...condition, value: asTyped(field, value) };
  }
  return undefined;
}

/** Formulas write numbers bare; inputs hold them as text. */
function asTyped(field: FilterField, value: Json): Json {
  if (field.kind !== 'number') return value;
  const text = (one: Json): Json => (typeof one === 'number' ? String(one) : one);
  return Array.isArray(value) ? (value as readonly Json[]).map(text) : text(value);
}

/** Name and operand of an operator object. */
function only(expr: Expr): readonly [string | undefined, Json | undefined] {
  if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return [undefined, undefined];
  const entries = Object.entries(expr as { [key: string]: Json });
  return entries.length === 1 && entries[0] ? entries[0] : [undefined, undefined];
}

/** Names of all variables in an expression, first come first. */
function variables(expr: Expr): readonly string[] {
  if (typeof expr !== 'object' || expr === null) return [];
  if (Array.isArray(expr)) return expr.flatMap((item: Expr) => variables(item));
  const [name, operand] = only(expr);
  if (name === 'var') return typeof operand === 'string' ? [operand] : [];
  return Object.values(expr).flatMap((item) => variables(item as Expr));
}
