import { addDecimal, normalizeDecimal, roundDecimal } from '@trellis/logic';
import { ok, type Result } from '@trellis/metadata';
import { andThen } from './result.ts';

/** What becomes of digits beyond the decimal places: half away from zero, away from zero, towards zero. */
export const ROUNDINGS = ['half', 'up', 'down'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** JSON Schema of a rounding in settings; without one, too many digits are a mistake. */
export const roundingSchema = { type: 'string', enum: ROUNDINGS } as const;

/** A canonical decimal with at most `places` digits after the point; null beyond what a number may hold. */
export function roundTo(value: string, places: number, rounding: Rounding): string | null {
  const point = value.indexOf('.');
  if (point < 0 || value.length - point - 1 <= places) return value;
  if (rounding === 'half') return roundDecimal(value, places);
  const cut = normalizeDecimal(value.slice(0, point + 1 + places).replace(/\.$/, ''));
  if (rounding === 'down' || cut === null) return cut;
  const unit = places === 0 ? '1' : `0.${'0'.repeat(places - 1)}1`;
  return addDecimal(cut, value.startsWith('-') ? `-${unit}` : unit);
}

/** A result rounded as settings say. */
export const rounded = (
  result: Result<string | null>,
  places: number,
  rounding: Rounding | undefined,
): Result<string | null> =>
  rounding === undefined ? result : andThen(result, (value) => ok(roundTo(value, places, rounding) ?? value));
