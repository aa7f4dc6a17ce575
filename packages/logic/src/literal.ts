import { parseDate, parseTime } from './calendar.ts';
import { normalizeDecimal } from './decimal.ts';
import type { Json, Value, ValueKind } from './types.ts';
import { normalizeInstant } from './tz.ts';

/** Characters of the longest text value, computed or written. */
export const MAX_TEXT = 1_000_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Text that PostgreSQL can hold: no NUL, no half of a surrogate pair; NFC, since é has two spellings. */
function text(json: Json): string | undefined {
  if (typeof json !== 'string' || json.length > MAX_TEXT || json.includes('\0')) return undefined;
  return /\p{Surrogate}/u.test(json) ? undefined : json.normalize('NFC');
}

const when = (json: Json, read: (text: string) => string | null): string | undefined =>
  (typeof json === 'string' && read(json)) || undefined;

/** How a literal becomes a value of each kind; undefined when it cannot. Files and JSON have no literals. */
const readers: Readonly<Record<ValueKind, (json: Json) => Value | undefined>> = {
  text: (json) => (json === '' ? null : text(json)),
  number: (json) =>
    (typeof json === 'number' || typeof json === 'string' ? normalizeDecimal(json) : null) ?? undefined,
  boolean: (json) => (typeof json === 'boolean' ? json : undefined),
  date: (json) => when(json, (date) => (parseDate(date) ? date : null)),
  time: (json) => when(json, parseTime),
  datetime: (json) => when(json, normalizeInstant),
  option: (json) => (json === '' ? undefined : text(json)),
  ref: (json) => when(json, (id) => (UUID.test(id.toLowerCase()) ? id.toLowerCase() : null)),
  file: () => undefined,
  json: () => undefined,
};

/** A literal of an expression as a canonical value; null stays null, undefined = not a value of that kind. */
export const readLiteral = (json: Json, kind: ValueKind): Value | undefined =>
  json === null ? null : readers[kind](json);

/** The kind a literal has by its looks alone. */
export function naturalKind(json: Json): ValueKind {
  if (typeof json === 'boolean') return 'boolean';
  return typeof json === 'number' ? 'number' : 'text';
}
