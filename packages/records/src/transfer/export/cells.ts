import type { CompiledField, TextEnv } from '@trellis/forms/model';
import { localDateTime, type Value } from '@trellis/logic';
import type { CellValue } from '../workbook/xml.ts';
import { type CsvNumber, escapeFormula } from './csv-text.ts';

/** Digits that a spreadsheet's binary number holds exactly. */
const EXACT = 15;

/** A value as text that the import reads back to the same value. */
export function csvValue(field: CompiledField, value: Value, env: TextEnv): string | CsvNumber {
  if (value === null) return '';
  return isPlainNumber(field, value, env) ? { number: value } : field.type.format(value, field.config, env);
}

/** A value as a cell of a workbook: numbers and dates can be reckoned with there. */
export function xlsxValue(field: CompiledField, value: Value, env: TextEnv): CellValue {
  if (value === null) return null;
  if (isPlainNumber(field, value, env) && value.replace(/\D/g, '').length <= EXACT) return Number(value);
  const moment = field.many ? undefined : momentOf(field, value, env.tz);
  return moment ?? escapeFormula(field.type.format(value, field.config, env));
}

/** A number whose bare digits say what it is; those of a percentage do not ("0.25" would be read as 0.25 %). */
function isPlainNumber(field: CompiledField, value: Value, env: TextEnv): value is string {
  if (field.kind !== 'number' || typeof value !== 'string') return false;
  // Seconds mean nothing to who reads the file.
  if (field.type.unit?.(field.config)?.kind === 'duration') return false;
  const back = field.type.parse(value, field.config, env);
  return back.ok && back.value === value;
}

/** Workbooks know no zones: a moment is shown by the clock of the workspace. */
function momentOf(field: CompiledField, value: Value, tz: string): Date | undefined {
  if (typeof value !== 'string') return undefined;
  // Their calendar begins in 1900, with a day that never was in its February.
  if (field.kind === 'date') return value >= '1900-03-01' ? new Date(`${value}T00:00:00Z`) : undefined;
  if (field.kind !== 'datetime') return undefined;
  const local = localDateTime(value, tz);
  // A binary number of days does not hold the milliseconds.
  if (!value.endsWith(':00.000Z')) return undefined;
  return local !== null && local >= '1900-03-01' ? new Date(`${local}Z`) : undefined;
}

/** Number format of a column of dates or moments. */
export function formatOf({ kind, many }: CompiledField): string | undefined {
  if (many) return undefined;
  if (kind === 'date') return 'yyyy-mm-dd';
  return kind === 'datetime' ? 'yyyy-mm-dd hh:mm' : undefined;
}
