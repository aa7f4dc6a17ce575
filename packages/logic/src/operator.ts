import type { Env, Frag, Json, Value, ValueKind, ValueType } from './types.ts';

/** What an operator does with unknown values; LOGIC semantics, one of a closed list. */
export type NullRule =
  /** An unknown operand gives false, so `not` of it gives true. */
  | 'false'
  /** Null is a value like others; the result is never null. */
  | 'value'
  /** Any unknown operand makes the result unknown. */
  | 'propagates'
  /** Kleene's three values, as AND, OR and NOT of SQL. */
  | 'three-valued'
  /** Unknown operands are left out; null when none is left. */
  | 'skipped'
  /** Unknown counts as empty: no text, no elements. */
  | 'empty'
  /** Decided by the chosen branch. */
  | 'branch';

/** One argument of a signature. Parameters marked `same` share one value kind, and literals adopt it. */
export type Param =
  | {
      readonly is: 'value';
      readonly kinds: readonly ValueKind[];
      readonly same?: true;
      readonly many?: true | 'either';
    }
  /** A literal list, or a many-value, of the shared kind. */
  | { readonly is: 'list' }
  /** A literal keyword; which ones may depend on the shared kind. */
  | { readonly is: 'choice'; readonly of: (kind: ValueKind) => readonly string[] }
  /** A literal text that is not empty. */
  | { readonly is: 'text'; readonly max: number }
  /** A literal whole number. */
  | { readonly is: 'integer'; readonly min: number; readonly max: number }
  /** A to-many path or a many-value. */
  | { readonly is: 'rows' }
  /** Evaluated once for each row of the argument before it: a condition, or a value of one of the kinds. */
  | { readonly is: 'body'; readonly kinds?: readonly ValueKind[]; readonly same?: true };

export interface Signature {
  readonly min: number;
  readonly max: number;
  /** The parameters for a number of arguments between `min` and `max`. */
  params(count: number): readonly Param[];
  /** `source`: the type of the first argument, rows included. */
  readonly result: ValueKind | 'same' | 'source';
  /** The result is a list. One without elements is null. */
  readonly many?: true;
}

/** What `evaluate` may know besides the values. */
export interface CallContext {
  /** The kind shared by the parameters marked `same`. */
  readonly of: ValueKind;
  readonly types: readonly ValueType[];
  readonly env: Env;
}

/** The elements of a list as a relation: a FROM item, a condition, a value and what it is sorted by. */
export interface SqlElements {
  readonly from: Frag;
  readonly where: Frag;
  readonly value: Frag;
  readonly order: Frag;
}

/** What `sql` may ask of the compiler about one call. Fragments are made on demand: ask once per use. */
export interface SqlCall extends CallContext {
  readonly count: number;
  /** True where the reader takes unknown for false, so that an indexable form without coalesce will do. */
  readonly loose: boolean;
  /** The argument with its exact value, null included. */
  arg(index: number): Frag;
  /** The argument as a condition of which only "true or not" matters. */
  condition(index: number): Frag;
  /** The value of a literal argument, undefined for others. */
  literal(index: number): Value | undefined;
  /** Whether an argument is never null: a literal value, or who asks and when. */
  present(index: number): boolean;
  /** Rows of argument 0 and, when given, the condition of argument 1 inside them: FROM item and WHERE condition. */
  rows(): { readonly from: Frag; readonly where: Frag; readonly body: Frag };
  /** The elements of a list argument, none of them null; without an index, those that the call itself yields. */
  elements(index?: number): SqlElements;
}

export interface OperatorDoc {
  /** Short name for menus. */
  readonly label: string;
  /** What it does, with its null rule in words. */
  readonly text: string;
  /** Sentence with `{0}`, `{1}` for arguments, `{2:days}` for one that may be missing, or `{*, }` for all of them with a separator. */
  readonly words: string;
}

/** An expression about a deal (see `testing`), and what it comes to. */
export interface Example {
  readonly expr: Json;
  readonly data?: { readonly [key: string]: Value };
  readonly value: Value;
}

/** One operator of the language with all its facets; one folder each. */
export interface Operator {
  readonly name: string;
  readonly signature: Signature;
  readonly nullRule: NullRule;
  /** Pure and total: any well-typed values give a value, never an exception. */
  evaluate(args: readonly Value[], call: CallContext): Value;
  /** Equal in meaning to `evaluate`, and free of errors for any value, since PostgreSQL may fold constants early. */
  sql(call: SqlCall): Frag;
  readonly docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc };
  /** Part of the page: a test runs them. */
  readonly examples: readonly Example[];
  /** The row itself is what its condition is to keep: `evaluate` gets rows, and null for those that go. */
  readonly keeps?: true;
  /** The condition is evaluated for the record before the change too: `evaluate` gets after, before, and whether there was one. */
  readonly compares?: true;
  /** Short-circuit for the compiled evaluator. */
  lazy?(args: readonly (() => Value)[]): Value;
  /** JSON-logic to run instead of `evaluate`, where the library itself is right. */
  native?(args: readonly Json[], isTrue: (condition: Json) => Json): Json;
}

/** Identity with the type checked; keeps definitions short. */
export const operator = (definition: Operator): Operator => definition;

/** An example, shortly. */
export const example = (expr: Json, value: Value, data: Example['data'] = {}): Example => ({
  expr,
  data,
  value,
});

/** Exactly these parameters, and the result is a list. */
export const listOf = (list: readonly Param[], result: Signature['result'], optional = 0): Signature => ({
  ...params(list, result, optional),
  many: true,
});

/** A parameter of one of these kinds. */
export const value = (...kinds: readonly ValueKind[]): Param => ({ is: 'value', kinds });

/** A parameter of the kind that all `same` parameters of the call share. */
export const same = (...kinds: readonly ValueKind[]): Param => ({ is: 'value', kinds, same: true });

/** A list of one of these kinds, as the elements of the call's shared kind. */
export const sameList = (...kinds: readonly ValueKind[]): Param => ({
  is: 'value',
  kinds,
  same: true,
  many: true,
});

/** Exactly these parameters; those after `optional` may be left out from the end. */
export function params(list: readonly Param[], result: Signature['result'], optional = 0): Signature {
  return {
    min: list.length - optional,
    max: list.length,
    params: (count) => list.slice(0, count),
    result,
  };
}

/** The same parameter again and again. */
export function repeated(param: Param, min: number, max: number, result: Signature['result']): Signature {
  return { min, max, params: (count) => Array.from({ length: count }, () => param), result };
}
