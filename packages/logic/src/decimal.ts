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

/** The mean rounded half away from zero to 12 places; null of no numbers or beyond 38 digits. */
export function meanDecimal(numbers: readonly string[]): string | null {
  if (numbers.length === 0) return null;
  const total = numbers.reduce((sum, number) => sum.plus(number), new Wide(0));
  return canonical(total.div(numbers.length).toDecimalPlaces(DIVISION_PLACES));
}

/** Rounded half away from zero to `places` (negative: tens, hundreds …); null beyond 38 digits. */
export function roundDecimal(value: string, places: number): string | null {
  if (places >= 0) return canonical(new Wide(value).toDecimalPlaces(places));
  const unit = new Wide(10).pow(-places);
  return canonical(new Wide(value).div(unit).toDecimalPlaces(0).times(unit));
}

/** Cut off after so many places (negative: tens, hundreds …), away from zero if `up`; null beyond 38 digits. */
export function truncDecimal(value: string, places: number, up = false): string | null {
  const mode = up ? Decimal.ROUND_UP : Decimal.ROUND_DOWN;
  if (places >= 0) return canonical(new Wide(value).toDecimalPlaces(places, mode));
  const unit = new Wide(10).pow(-places);
  return canonical(new Wide(value).div(unit).toDecimalPlaces(0, mode).times(unit));
}

/** The remainder with the sign of the divisor, which is not zero. */
function remainder(a: string, b: string): Decimal {
  const rest = new Wide(a).mod(b);
  return rest.isZero() || rest.isNegative() === b.startsWith('-') ? rest : rest.plus(b);
}

/** The remainder with the sign of the divisor; null for the divisor 0 or beyond 38 digits. */
export const modDecimal = (a: string, b: string): string | null =>
  compareDecimal(b, '0') === 0 ? null : canonical(remainder(a, b));

/** The greatest multiple of a step that is not above the value; null for the step 0 or beyond 38 digits. */
export function floorDecimal(value: string, step = '1'): string | null {
  if (compareDecimal(step, '0') === 0) return null;
  // Only the result counts: what is left may be longer than any number.
  return canonical(new Wide(value).minus(remainder(value, absDecimal(step))));
}

/** The least multiple of a step that is not below the value; null for the step 0 or beyond 38 digits. */
export function ceilDecimal(value: string, step = '1'): string | null {
  if (compareDecimal(step, '0') === 0) return null;
  const size = absDecimal(step);
  const rest = remainder(value, size);
  return rest.isZero() ? value : canonical(new Wide(value).minus(rest).plus(size));
}

/** A fixed number of places, zeros included. `value` must be rounded to them. */
export const fixedDecimal = (value: string, places: number): string => new Wide(value).toFixed(places);

/**
 * Roots, powers and logarithms have no end, so both executors compute them to more than 60 places, round to 40 (which
 * mends 1.999…9) and then to 12. 100 digits leave room for 38 before the point.
 */
const Fine = Decimal.clone({
  precision: 100,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

const settled = (value: Decimal): string | null =>
  value.isFinite() ? canonical(value.toDecimalPlaces(40).toDecimalPlaces(DIVISION_PLACES)) : null;

/** Largest exponent, either way. */
export const MAX_EXPONENT = 1_000_000;

/** Square root to 12 places; null for negative numbers. */
export const sqrtDecimal = (value: string): string | null => settled(new Fine(value).sqrt());

/** e to a power, to 12 places; null beyond 38 digits. */
export function expDecimal(value: string): string | null {
  if (compareDecimal(value, '90') > 0) return null;
  return compareDecimal(value, '-40') < 0 ? '0' : settled(new Fine(value).exp());
}

/** Natural logarithm to 12 places; null for zero and below. */
export const lnDecimal = (value: string): string | null =>
  compareDecimal(value, '0') > 0 ? settled(new Fine(value).ln()) : null;

/** Logarithm to 12 places; null unless value and base are positive and the base is not 1. */
export function logDecimal(value: string, base: string): string | null {
  if (compareDecimal(value, '0') <= 0 || compareDecimal(base, '0') <= 0 || base === '1') return null;
  return settled(new Fine(value).ln().div(new Fine(base).ln()));
}

/**
 * A power to 12 places; null beyond 38 digits, for exponents beyond a million, for a fractional power of a negative
 * number and for a negative power of zero. 0 to the power 0 is 1.
 */
export function powDecimal(value: string, exponent: string): string | null {
  const power = new Fine(exponent);
  if (power.abs().greaterThan(MAX_EXPONENT)) return null;
  if (compareDecimal(value, '0') === 0) return power.isZero() ? '1' : power.isNegative() ? null : '0';
  if (value.startsWith('-') && !power.isInteger()) return null;
  // A rough size first: the exact power of large numbers would be thousands of digits long.
  const size = power.toNumber() * Math.log(Math.abs(Number(value)));
  if (size > 90) return null;
  return size < -40 ? '0' : settled(new Fine(value).pow(power));
}

/** The number without its sign. */
export const absDecimal = (value: string): string => (value.startsWith('-') ? value.slice(1) : value);
