import type { CompiledField } from './compile.ts';
import type { Values } from './record.ts';

/** How long a record has been where it is. */
export interface Stay {
  readonly days: number;
  /** Days that it should stay at most. */
  readonly standard?: number;
  readonly over: boolean;
}

const DAY = 86_400_000;

/**
 * How long a field has had its value, where its type keeps since when (`FieldType.since`); undefined where nobody knows.
 * @param values the record as stored
 */
export function stayOf(field: CompiledField, values: Values, now: string): Stay | undefined {
  const { type, config, key } = field;
  const since = type.since?.(config);
  const from = since === undefined ? null : values[since];
  const value = values[key] ?? null;
  if (typeof from !== 'string' || value === null) return undefined;
  const passed = Date.parse(now) - Date.parse(from);
  if (Number.isNaN(passed)) return undefined;
  const days = Math.max(0, Math.floor(passed / DAY));
  const standard = type.lasts?.(value, config);
  return standard === undefined ? { days, over: false } : { days, standard, over: days > standard };
}
