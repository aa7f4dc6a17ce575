import { parseTime } from './calendar.ts';
import { normalizeDecimal } from './decimal.ts';
import { environmentOf } from './environment.ts';
import type { VarNode } from './tree.ts';
import type { Env, Value, ValueKind } from './types.ts';
import { normalizeInstant } from './tz.ts';

/**
 * A record in JS: values by key. `$refs` holds the records that its to-one references point to, by the
 * reference's key and shaped alike (`{ customer: id, $refs: { customer: { grade: 'a' } } }`); a to-many path holds
 * an array of records; `$before` the record as it was before the change, shaped alike. What is absent is null.
 */
export type Row = { readonly [key: string]: Value };

/** What a part of an expression sees while it is evaluated. */
export interface Frame {
  readonly record: Row;
  /** The row, or element, of the nearest `some/all/count/map…`. */
  readonly row: Value;
  readonly env: Env;
}

/** The value of a path in its canonical form. */
export function readVar(path: VarNode, frame: Frame): Value {
  if (path.base === 'env') return environmentOf(path.name)?.read(frame.env) ?? null;
  if (path.base === 'before' && path.steps.length === 0) return own(frame.record, '$before') !== null;
  if (path.steps.length === 0) return canonical(frame.row, path.type.kind);
  let row = path.base === 'row' ? frame.row : frame.record;
  if (path.base === 'before') row = own(row, '$before');
  for (const step of path.steps.slice(0, -1)) row = own(own(row, '$refs'), step);
  const found = own(row, path.steps.at(-1)!);
  if (path.rows) return Array.isArray(found) ? found : [];
  if (!path.type.many || path.type.kind === 'file') return canonical(found, path.type.kind);
  if (!Array.isArray(found)) return null;
  return (found as readonly Value[]).map((item) => canonical(item, path.type.kind));
}

/** Own properties only: a field may be called `constructor`, and nothing is inherited. */
function own(row: Value, key: string): Value {
  if (row === null || typeof row !== 'object' || Array.isArray(row) || !Object.hasOwn(row, key)) return null;
  return (row as Row)[key] ?? null;
}

/** Drivers and clients spell one value in several ways (1.50, +08:00); empty text is null. */
function canonical(value: Value, kind: ValueKind): Value {
  if (typeof value === 'number') return normalizeDecimal(value);
  if (typeof value !== 'string') return value;
  if (value === '') return null;
  if (kind === 'number') return normalizeDecimal(value);
  if (kind === 'datetime') return normalizeInstant(value);
  return kind === 'time' ? parseTime(value) : value;
}
