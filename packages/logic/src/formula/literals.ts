import { normalizeDecimal } from '../decimal.ts';
import type { Json } from '../types.ts';

/** A typed number as JSON: a number where that is exact, else its digits as text, which the checker reads alike. */
export function readNumber(text: string, hundredth = false): Json | undefined {
  const plain = text.normalize('NFKC').replace('−', '-');
  const decimal = normalizeDecimal(hundredth ? shifted(plain) : plain);
  if (decimal === null) return undefined;
  const number = Number(decimal);
  return normalizeDecimal(number) === decimal ? number : decimal;
}

/** A hundredth, by the exponent: exact. */
function shifted(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  return `${mantissa}e${Number(exponent) - 2}`;
}

/** Digits that a JSON number would not hold; they may be printed without quotes. */
export function isLongNumber(text: string): boolean {
  return /^-?\d/.test(text) && normalizeDecimal(text) === text && normalizeDecimal(Number(text)) !== text;
}

/** The text between quotes; doubled quotes inside are one. */
export function readText(quoted: string): string {
  const [quote = ''] = quoted;
  const inner = quoted.slice(1, -1);
  return quote === '"' || quote === "'" ? inner.replaceAll(quote + quote, quote) : inner;
}

export const writeText = (text: string): string => `"${text.replaceAll('"', '""')}"`;
