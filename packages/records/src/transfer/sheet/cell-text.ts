import { mulDecimal, normalizeDecimal } from '@trellis/logic';
import type { CellValue } from 'hucre/xlsx';

/** Digits that a spreadsheet shows of a number; what lies beyond is the noise of binary fractions. */
const DIGITS = 15;

/** A cell as text that the field types read; `percent` where the column shows its numbers so. */
export function cellText(value: CellValue, percent = false): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return momentText(value);
  if (!Number.isFinite(value)) return '';
  const digits = normalizeDecimal(value.toPrecision(DIGITS)) ?? String(value);
  return percent ? `${mulDecimal(digits, '100') ?? digits}%` : digits;
}

/** Dates of a spreadsheet have no zone: the library puts their clock into UTC. */
function momentText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  // Serial numbers are exact to about a millisecond: 14:29:59.9995 is half past two.
  const iso = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
  const [day = '', time = ''] = iso.slice(0, 19).split('T');
  const clock = time.endsWith(':00') ? time.slice(0, 5) : time;
  // A time alone is a fraction of the day before the calendar of spreadsheets begins.
  if (date.getUTCFullYear() < 1900) return clock;
  return time === '00:00:00' ? day : `${day} ${clock}`;
}
