import { type CheckContext, fail, type Untyped } from './check-context.ts';
import { naturalKind, readLiteral } from './literal.ts';
import type { LiteralNode } from './tree.ts';
import type { Json, Value, ValueKind } from './types.ts';

export const MAX_LIST = 10_000;

/** The kind among `kinds` that fits a literal: the one it looks like, else the first that can read it. */
export function kindOfLiteral(json: Json, kinds: readonly ValueKind[]): ValueKind | undefined {
  const natural = naturalKind(json);
  if (kinds.length === 0 || (kinds.includes(natural) && readLiteral(json, natural) !== undefined))
    return natural;
  return kinds.find((kind) => readLiteral(json, kind) !== undefined);
}

/** A literal as a value of one of the kinds (none given: of the kind it looks like). */
export function checkLiteral(
  context: CheckContext,
  { json, at }: Untyped,
  kinds: readonly ValueKind[],
  many = false,
): LiteralNode | undefined {
  if (many && Array.isArray(json)) return checkList(context, { node: 'untyped', json, at }, kinds);
  const expected = kinds[0] ?? 'text';
  if (Array.isArray(json)) return fail(context, at, 'list_unexpected', { expected });
  const kind = kindOfLiteral(json, kinds) ?? expected;
  const value = readLiteral(json, kind);
  if (value === undefined) return fail(context, at, `bad_${kind}`, { value: shorten(json) });
  if (many && value !== null) return fail(context, at, 'list_expected');
  return { node: 'literal', at, type: many ? { kind, many } : { kind }, value };
}

/** A list of literals of one kind, none of them null; duplicates dropped. */
export function checkList(
  context: CheckContext,
  { json, at }: Untyped,
  kinds: readonly ValueKind[],
): LiteralNode | undefined {
  if (!Array.isArray(json)) return fail(context, at, 'list_expected');
  if (json.length > MAX_LIST) return fail(context, at, 'list_too_long', { max: MAX_LIST });
  const kind =
    kindOfLiteral((json as readonly Json[]).find((item) => item !== null) ?? '', kinds) ?? kinds[0] ?? 'text';
  const values = new Set<Value>();
  for (const [index, item] of (json as readonly Json[]).entries()) {
    const value = readLiteral(item, kind);
    if (value === null) return fail(context, [...at, index], 'list_null');
    if (value === undefined) return fail(context, [...at, index], `bad_${kind}`, { value: shorten(item) });
    values.add(value);
  }
  return { node: 'literal', at, type: { kind, many: true }, value: [...values] };
}

const shorten = (json: Json): string => (typeof json === 'string' ? json : JSON.stringify(json)).slice(0, 60);
