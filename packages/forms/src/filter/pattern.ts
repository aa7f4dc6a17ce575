import type { Expr, Json } from '@trellis/logic';
import type { LocalText } from '@trellis/metadata';

/** Which input an operator asks for. "own": a field of the record at hand; "count": a whole number; "month": 1 to 12; "near": a point and kilometres. */
export type ValueInput =
  | 'none'
  | 'one'
  | 'list'
  | 'range'
  | 'days'
  | 'month'
  | 'count'
  | 'place'
  | 'near'
  | 'own';

/** A way to compare a field, as people say it. `read` undoes `write`. */
export interface FilterOperator {
  readonly op: string;
  readonly label: LocalText;
  readonly value: ValueInput;
  write(field: Expr, value: Json): Expr;
  /** The value if the expression is this operator on that field (both as `write` makes them), else undefined. */
  read(expr: Expr, field: Expr): Json | undefined;
}

/** A place in a pattern where the value stands. */
export const HOLE = Symbol('value');
/** The place of the field. */
export const F = Symbol('field');
export type Pattern =
  | typeof HOLE
  | typeof F
  | null
  | boolean
  | number
  | string
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

/** The only key and its operand of an operator object. */
export const call = (name: string, ...args: Pattern[]): Pattern => ({ [name]: args });

/** A pattern with a field and a value in their places. */
export function fill(pattern: Pattern, field: Expr, value: Json): Expr {
  if (pattern === HOLE) return value;
  if (pattern === F) return field;
  if (Array.isArray(pattern)) return (pattern as readonly Pattern[]).map((item) => fill(item, field, value));
  if (typeof pattern === 'object' && pattern !== null)
    return Object.fromEntries(Object.entries(pattern).map(([key, item]) => [key, fill(item, field, value)]));
  return pattern as Expr;
}

/** Matches and collects what stands in the holes, in order. */
export function match(pattern: Pattern, expr: Expr | undefined, field: Expr, found: Json[]): boolean {
  if (expr === undefined) return false;
  if (pattern === HOLE) return found.push(expr) > 0;
  if (pattern === F) return equal(expr, field);
  if (Array.isArray(pattern)) {
    if (!Array.isArray(expr) || expr.length !== pattern.length) return false;
    return pattern.every((item: Pattern, i) => match(item, expr[i] as Expr, field, found));
  }
  if (typeof pattern === 'object' && pattern !== null) {
    if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return false;
    const keys = Object.keys(pattern);
    return (
      Object.keys(expr).length === keys.length &&
      keys.every((key) =>
        match(
          (pattern as { [key: string]: Pattern })[key]!,
          (expr as { [key: string]: Expr })[key],
          field,
          found,
        ),
      )
    );
  }
  return expr === pattern;
}

const equal = (a: Expr, b: Expr) => JSON.stringify(a) === JSON.stringify(b);

const isScalar = (value: Json): boolean => value !== null && typeof value !== 'object';

/** A point in degrees, and how far from it. */
export interface Near {
  readonly lat: number;
  readonly lng: number;
  readonly km: number;
}

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Whether a value is the number of a month. */
export const isMonth = (value: Json | undefined): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 12;

/** Whether a value says where, and how far from there. */
export function isNear(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { lat, lng, km } = value as { readonly [key: string]: Json };
  return isNumber(lat) && isNumber(lng) && isNumber(km) && km > 0;
}

/** Whether what was found fits the input that will show it. */
const FITS: Readonly<Record<ValueInput, (value: Json) => boolean>> = {
  none: () => true,
  one: isScalar,
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  range: (value) => Array.isArray(value) && value.length === 2 && value.every(isScalar),
  place: (value) => typeof value === 'string',
  own: (value) => typeof value === 'string',
  days: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1,
  count: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1,
  near: isNear,
  month: isMonth,
};

/** An operator whose expression is a pattern around field and value. */
export function operator(
  op: string,
  zh: string,
  en: string,
  value: Exclude<ValueInput, 'range' | 'days' | 'month' | 'near'>,
  pattern: Pattern,
): FilterOperator {
  return {
    op,
    label: { zh, en },
    value,
    write: (field, given) => fill(pattern, field, given),
    read(expr, field) {
      const found: Json[] = [];
      if (!match(pattern, expr, field, found)) return undefined;
      const first = found[0] ?? null;
      return FITS[value](first) ? first : undefined;
    },
  };
}

/** "between" of a pair. */
export function range(zh: string, en: string, subject: Pattern): FilterOperator {
  return {
    op: 'between',
    label: { zh, en },
    value: 'range',
    write(field, given) {
      const [low, high] = given as readonly [Json, Json];
      return { between: [fill(subject, field, null), low, high] };
    },
    read(expr, field) {
      const found: Json[] = [];
      const shape = call('between', subject, HOLE, HOLE);
      return match(shape, expr, field, found) && FITS.range(found) ? found : undefined;
    },
  };
}

/** An operator over a number of days; `shape` places the number, negated and reduced as its meaning needs. */
export function days(
  op: string,
  zh: string,
  en: string,
  shape: Pattern,
  toNumber: (days: number) => number,
  toDays: (number: number) => number,
): FilterOperator {
  return {
    op,
    label: { zh, en },
    value: 'days',
    write: (field, given) => fill(shape, field, toNumber(Number(given))),
    read(expr, field) {
      const found: Json[] = [];
      if (!match(shape, expr, field, found) || typeof found[0] !== 'number') return undefined;
      const count = toDays(found[0]);
      return FITS.days(count) ? count : undefined;
    },
  };
}

export const not = (pattern: Pattern): Pattern => call('!', pattern);
export const variable = (name: string): Pattern => ({ var: name });

export const EMPTINESS = [
  operator('is_empty', '为空', 'is empty', 'none', call('is_empty', F)),
  operator('not_empty', '不为空', 'is not empty', 'none', call('not_empty', F)),
];
