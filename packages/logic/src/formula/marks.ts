import type { Expr, ExprIssue, Json } from '../types.ts';
import type { Span } from './types.ts';

interface Literal extends Span {
  readonly json: Json;
}

/**
 * Where the parts of an expression stand in its text. Objects and lists are known by themselves, a literal by the
 * call that it was typed in.
 */
export interface Marks {
  readonly spans: Map<object, Span>;
  readonly literals: Map<object, readonly Literal[]>;
}

export const newMarks = (): Marks => ({ spans: new Map(), literals: new Map() });

const isObject = (json: Json | undefined): json is Exclude<Json, null | boolean | number | string> =>
  json !== null && typeof json === 'object';

/** Remembers a part, unless it stands already for something further in. */
export function mark(marks: Marks, expr: Expr, span: Span, literals: readonly Literal[] = []): void {
  if (!isObject(expr) || marks.spans.has(expr)) return;
  marks.spans.set(expr, span);
  marks.literals.set(expr, literals);
}

/** A part takes the place of another. */
export function carry(
  marks: Marks,
  from: Expr,
  to: Expr,
  literal: (json: Json) => Json = (json) => json,
): void {
  if (!isObject(from) || !isObject(to)) return;
  const span = marks.spans.get(from);
  if (!span) return;
  const literals = marks.literals.get(from) ?? [];
  mark(
    marks,
    to,
    span,
    literals.map((one) => ({ ...one, json: literal(one.json) })),
  );
}

/** The place of the part at a JSON pointer, else of the nearest whole around it. */
export function spanAt(marks: Marks, root: Expr, path: ExprIssue['path'], all: Span): Span {
  let span = all;
  let literals: readonly Literal[] = [];
  let part: Json | undefined = root;
  const look = () => {
    if (!isObject(part)) return;
    const found = marks.spans.get(part);
    if (!found) return;
    span = found;
    literals = marks.literals.get(part) ?? [];
  };
  look();
  for (const segment of path) {
    part = isObject(part) ? (part as { readonly [key: string]: Json })[segment] : undefined;
    look();
  }
  if (isObject(part)) return span;
  const typed = literals.find(({ json }) => json === part);
  return typed ? { from: typed.from, to: typed.to } : span;
}
