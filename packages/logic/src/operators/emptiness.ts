import { frag } from '../frag.ts';
import { params, type SqlCall } from '../operator.ts';
import type { Frag, Value } from '../types.ts';
import { SCALAR } from './compare.ts';

/** Any field, one or many. */
export const ANY = params([{ is: 'value', kinds: [...SCALAR, 'file', 'json'], many: 'either' }], 'boolean');

/** Null, a list without elements, an object without keys. Empty text is read as null. */
export function isEmpty(value: Value): boolean {
  if (value === null || typeof value !== 'object') return value === null;
  return Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0;
}

export function isEmptySql(call: SqlCall): Frag {
  const value = call.arg(0);
  const type = call.types[0];
  if (type?.kind === 'file' || type?.kind === 'json') {
    return frag`coalesce(${value}, 'null') IN ('null'::jsonb, '[]'::jsonb, '{}'::jsonb)`;
  }
  return type?.many ? frag`coalesce(cardinality(${value}), 0) = 0` : frag`${value} IS NULL`;
}
