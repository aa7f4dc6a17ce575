import { compareDecimal, mulDecimal, normalizeDecimal } from '@trellis/logic';
import { fail, type Issue, ok, type Result } from '@trellis/metadata';
import { halfWidth } from './text.ts';

const MYRIADS: Readonly<Record<string, string>> = { 千: '1000', 万: '10000', 亿: '100000000' };

/** Canonical decimal of JSON input: a number or a decimal string; "" is null. */
export function normaliseNumber(input: unknown): Result<string | null> {
  if (input === null || input === undefined || input === '') return ok(null);
  if (typeof input !== 'number' && typeof input !== 'string') return fail({ path: [], code: 'not_number' });
  if (typeof input === 'string' && input.trim() === '') return ok(null);
  const value = normalizeDecimal(input);
  return value === null ? fail({ path: [], code: 'invalid_number' }) : ok(value);
}

/** Number in a text as people write it: "1,234.50", "１２３", "(500)", "−3", "1.5万". Units are removed by the caller. */
export function parseNumber(text: string): Result<string | null> {
  const plain = halfWidth(text)
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\s\u00a0']/g, '');
  if (plain === '') return ok(null);
  const bracketed = /^\((.+)\)$/.exec(plain);
  const signed = bracketed ? `-${bracketed[1]}` : plain;
  const match = /^(.*?)([千万亿]?)$/.exec(signed);
  const digits = ungroup(match?.[1] ?? '');
  const value = digits === null ? null : normalizeDecimal(digits);
  const factor = MYRIADS[match?.[2] ?? ''];
  const result = value !== null && factor !== undefined ? mulDecimal(value, factor) : value;
  return result === null ? fail({ path: [], code: 'invalid_number' }) : ok(result);
}

/** Without thousands separators; null where commas stand elsewhere than between groups ("1,5" is no number here). */
function ungroup(text: string): string | null {
  if (!text.includes(',')) return text;
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : null;
}

/** A canonical decimal with thousands separators and, if wanted, at least `places` digits after the point. */
export function formatDecimal(value: string, options: { thousands?: boolean; places?: number }): string {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.');
  const grouped = options.thousands ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  const padded = fraction.padEnd(options.places ?? 0, '0');
  return `${negative ? '-' : ''}${grouped}${padded === '' ? '' : `.${padded}`}`;
}

/** A bound in settings may be written as a JSON number or a decimal string. */
export type Bound = string | number;

/** JSON Schema of a bound in settings. */
export const boundSchema = { type: ['string', 'number'], format: 'decimal' } as const;

/** Schema keywords of optional bounds, canonical. */
export function bounds(min: Bound | undefined, max: Bound | undefined) {
  const low = min === undefined ? null : normalizeDecimal(min);
  const high = max === undefined ? null : normalizeDecimal(max);
  return {
    ...(low === null ? {} : { formatMinimum: low }),
    ...(high === null ? {} : { formatMaximum: high }),
  };
}

/** Bounds that exclude every value. */
export function boundIssues(min: Bound | undefined, max: Bound | undefined): readonly Issue[] {
  const { formatMinimum: low, formatMaximum: high } = bounds(min, max);
  const crossed = low !== undefined && high !== undefined && compareDecimal(low, high) > 0;
  return crossed ? [{ path: ['max'], code: 'range_reversed' }] : [];
}
