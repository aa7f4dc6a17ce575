import { createHash } from 'node:crypto';
import { type Frag, normalizeDecimal } from '@trellis/logic';
import { frag, join, param, raw } from '@trellis/logic/sql';
import { isId, type Sort } from '@trellis/metadata';
import { invalid } from './input.ts';
import type { SortKey } from './sort.ts';

/** Where a page ended: the values of the sort keys of its last record. */
export interface Position {
  readonly values: readonly (string | number | boolean | null)[];
}

/** Ties a cursor to its query: with another order its values would mean nothing. */
export function orderHash(form: string, sort: readonly Sort[]): string {
  const text = JSON.stringify([form, sort.map(({ field, dir }) => [field, dir])]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** An opaque cursor. It names only values that the reader was shown, or could be, so it needs no signature. */
export function writeCursor(order: string, { values }: Position): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** The position of a cursor. Errors: query_invalid (bad_cursor) for any text that `writeCursor` did not make for this order. */
export function readCursor(text: string, order: string, keys: readonly SortKey[]): Position {
  const values = decode(text, order);
  if (values?.length !== keys.length || !keys.every((key, index) => fits(key, values[index]))) {
    throw invalid({ path: ['after'], code: 'bad_cursor' });
  }
  return { values: values as Position['values'] };
}

function decode(text: string, order: string): readonly unknown[] | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) && parts[0] === order ? parts.slice(1) : undefined;
  } catch {
    return undefined;
  }
}

const INSTANT = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  uuid: isId,
  integer: Number.isSafeInteger,
  boolean: (value) => typeof value === 'boolean',
  numeric: (value) => typeof value === 'string' && normalizeDecimal(value) !== null,
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  time: (value) => typeof value === 'string' && /^\d\d:\d\d:\d\d$/.test(value),
  timestamptz: (value) => typeof value === 'string' && INSTANT.test(value),
  text: (value) => typeof value === 'string' && !value.includes('\0'),
};

const fits = ({ cast, nullable }: SortKey, value: unknown): boolean =>
  value === null ? nullable : (FITS[cast]?.(value) ?? false);

/** The records behind a position, among those whose first key is present or absent as the position's is. */
export function after(keys: readonly SortKey[], { values }: Position): Frag {
  const start = values[0] === null ? 1 : 0;
  const rest = keys.slice(start);
  const bounds = rest.map((key, index) => {
    const value = values[start + index] ?? null;
    return {
      ...key,
      bound: frag`${param(value, key.cast)}`,
      isNull: value === null,
      first: index + start === 0,
    };
  });
  const plain = bounds.every(({ nullable, first, dir }) => (!nullable || first) && dir === bounds[0]?.dir);
  const sign = (dir: 'asc' | 'desc') => raw(dir === 'asc' ? '>' : '<');
  const left = (bound: (typeof bounds)[number]) => frag`${bound.value}${raw(bound.collate)}`;
  if (plain && bounds[0]) {
    // One comparison of rows: an index range scan starts right at the position.
    const [columns, limits] = [bounds.map(left), bounds.map(({ bound }) => bound)];
    return frag`(${join(columns, ', ')}) ${sign(bounds[0].dir)} (${join(limits, ', ')})`;
  }
  return bounds.reduceRight<Frag>((later, bound, index) => {
    const last = index === bounds.length - 1;
    if (bound.isNull) return frag`(${bound.value} IS NULL AND ${later})`;
    const beyond = frag`${left(bound)} ${sign(bound.dir)} ${bound.bound}`;
    const behind = bound.nullable && !bound.first ? frag`(${beyond} OR ${bound.value} IS NULL)` : beyond;
    return last ? behind : frag`(${behind} OR (${bound.value} = ${bound.bound} AND ${later}))`;
  }, raw('false'));
}
