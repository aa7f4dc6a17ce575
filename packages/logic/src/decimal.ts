import { Decimal } from 'decimal.js';

/** Digits that a number may have in plain notation, both sides of the point, a lone leading zero included. */
export const MAX_DIGITS = 38;

/** Places to which division (and any average) is rounded, in JS and in PostgreSQL alike. */
export const DIVISION_PLACES = 12;

/**
 * Wide enough for exact sums, for products of five 38-digit numbers, and for a quotient that is still on the
 * right side of a rounding half (the nearest miss lies 65 digits behind the twelfth place).
 */
const Wide = Decimal.clone({
  precision: 200,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,4})?$/i;
const CANONICAL = /^(?:0|-?(?:[1-9]\d{0,37}|(?:0|[1-9]\d{0,36})\.\d{0,36}[1-9]))$/;

const digits = (plain: string): number =>
  plain.length - (plain.includes('.') ? 1 : 0) - (plain[0] === '-' ? 1 : 0);

function canonical(value: Decimal): string | null {
  if (!value.isFinite()) return null;
  const plain = value.isZero() ? '0' : value.toFixed();
  return digits(plain) <= MAX_DIGITS ? plain : null;
}

/** Plain notation without superfluous zeros, sign or exponent ("-0" is "0"); null when no number or too long. */
export function normalizeDecimal(input: string | number): string | null {
  const text = String(input).trim();
  if (CANONICAL.test(text) && digits(text) <= MAX_DIGITS) return text;
  return NUMBER.test(text) ? canonical(new Wide(text)) : null;
}

/** -1, 0 or 1. Both must be canonical or at least valid decimal strings. */
export function compareDecimal(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a.length <= 15 && b.length <= 15) return Math.sign(Number(a) - Number(b)) as -1 | 0 | 1;
  return new Wide(a).comparedTo(b) as -1 | 0 | 1;
}

/** Exact sum (any number of terms), or null beyond 38 digits; only the result counts, not the steps. */
export const addDecimal = (...terms: readonly string[]): string | null =>
  canonical(terms.reduce((sum, term) => sum.plus(term), new Wide(0)));

/** Exact difference, or null beyond 38 digits. */
export const subDecimal = (a: string, b: string): string | null => canonical(new Wide(a).minus(b));

/** Exact product (of at most five factors), or null beyond 38 digits. */
export const mulDecimal = (...factors: readonly string[]): string | null =>
  canonical(factors.reduce((product, factor) => product.times(factor), new Wide(1)));

/** Quotient rounded half away from zero to 12 places; null for a zero divisor or beyond 38 digits. */
export function divDecimal(a: string, b: string): string | null {
  if (compareDecimal(b, '0') === 0) return null;
  return canonical(new Wide(a).div(b).toDecimalPlaces(DIVISION_PLACES));
}

/** Rounded half away from zero to `places` (negative: tens, hundreds …); null beyond 38 digits. */
export function roundDecimal(value: string, places: number): string | null {
  if (places >= 0) return canonical(new Wide(value).toDecimalPlaces(places));
  const unit = new Wide(10).pow(-places);
  return canonical(new Wide(value).div(unit).toDecimalPlaces(0).times(unit));
}

/** The number without its sign. */
export const absDecimal = (value: string): string => (value.startsWith('-') ? value.slice(1) : value);
