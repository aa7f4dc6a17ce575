import { operators } from './operators/registry.ts';
import { type Checked, type ExprNode, isChecked } from './tree.ts';
import type { Expr, Json } from './types.ts';

/**
 * The paths that an expression reads, each once, in order of appearance: fields (`amount`, `customer.grade`),
 * fields of rows by the path to them (`lines.price`), `$now`, `$today`, `$member…`, and `$before.amount` for what was
 * before the change. Takes a stored expression
 * too, checked or not, since dependencies are wanted before a form is whole.
 */
export function references(expression: Checked | Expr): readonly string[] {
  const found = new Set<string>();
  const isTree = expression !== null && typeof expression === 'object' && isChecked(expression);
  collect(isTree ? expression.expr : (expression as Expr), null, found);
  // What a field's macro asks of the person or of departments is not in the text.
  if (isTree) environment(expression.root, found);
  return [...found];
}

function environment(node: ExprNode, found: Set<string>): void {
  if (node.node === 'call') for (const arg of node.args) environment(arg, found);
  else if (node.node === 'var' && node.base === 'env') found.add(node.name);
}

function collect(expr: Json, rows: string | null, found: Set<string>): void {
  if (Array.isArray(expr)) {
    for (const item of expr as readonly Json[]) collect(item, rows, found);
    return;
  }
  if (expr === null || typeof expr !== 'object') return;
  for (const [name, body] of Object.entries(expr)) {
    const args: readonly Json[] = Array.isArray(body) ? body : [body as Json];
    if (name === 'var') {
      const path = resolve(args[0], rows);
      if (path !== null) found.add(path);
    } else if (iterates(name) && args.length > 1) {
      collect(args[0] as Json, rows, found);
      collect(args[1] as Json, pathOf(args[0] as Json, rows), found);
    } else {
      for (const arg of args) collect(arg, rows, found);
    }
  }
}

/** Operators with a condition per row. */
function iterates(name: string): boolean {
  const signature = operators.get(name)?.signature;
  return signature?.params(signature.max).some((param) => param.is === 'body') ?? false;
}

function pathOf(source: Json, rows: string | null): string | null {
  if (source === null || typeof source !== 'object' || Array.isArray(source)) return null;
  const node = source as { readonly [key: string]: Json };
  // Rows that are filtered are still rows of the same form.
  const kept = node.filter;
  if (kept !== undefined) return pathOf(Array.isArray(kept) ? (kept[0] as Json) : kept, rows);
  const body = node.var;
  return body === undefined ? null : resolve(Array.isArray(body) ? (body[0] as Json) : body, rows);
}

function resolve(path: Json | undefined, rows: string | null): string | null {
  if (typeof path !== 'string') return null;
  if (rows === null || (path !== 'row' && !path.startsWith('row.'))) return path;
  return rows + path.slice('row'.length);
}
