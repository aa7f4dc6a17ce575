import { compareDecimal } from '../decimal.ts';
import { compareText } from '../fold.ts';
import { frag } from '../frag.ts';
import type { SqlCall } from '../operator.ts';
import type { Frag, Value, ValueKind } from '../types.ts';

/** Kinds whose values have an order of their own. Options have none: they compare by key, and keys are names. */
export const ORDERED = ['number', 'date', 'time', 'datetime', 'text'] as const satisfies readonly ValueKind[];

/** Kinds of one comparable value. */
export const SCALAR = [...ORDERED, 'boolean', 'option', 'ref'] as const satisfies readonly ValueKind[];

/** Kinds that many-values are made of. */
export const ELEMENT = ['option', 'ref', 'text', 'number', 'date'] as const satisfies readonly ValueKind[];

/** Order of two known values of an ordered kind. Dates, times and instants are written so that text order is theirs. */
export function compareValues(a: Value, b: Value, kind: ValueKind): number {
  return kind === 'number' ? compareDecimal(String(a), String(b)) : compareText(String(a), String(b));
}

/** An argument as an operand of an ordering: text by code points. */
export const ordered = (call: SqlCall, index: number): Frag =>
  call.of === 'text' ? frag`(${call.arg(index)} COLLATE "C")` : call.arg(index);

/** The elements of a many-value; unknown counts as none. */
export const elements = (value: Value | undefined): readonly Value[] =>
  Array.isArray(value) ? (value as readonly Value[]) : [];
