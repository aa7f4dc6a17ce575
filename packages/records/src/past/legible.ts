/** Texts that a type reads; a field may have had another type then, whose values it does not take. */
const READABLE: Readonly<Record<string, string>> = {
  uuid: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  numeric: '^-?[0-9]{1,100}(\\.[0-9]{1,100})?$',
  smallint: '^-?[0-9]{1,4}$',
  boolean: '^(true|false)$',
  date: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$|^[0-9]{4}-(0[13-9]|1[0-2])-(29|30)$|^[0-9]{4}-(0[13578]|1[02])-31$|^[0-9]{2}([02468][048]|[13579][26])-02-29$',
  time: '^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?$',
  timestamptz: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
};
const readable = (type: string): string => READABLE[type.replace(/\(.*$/, '')] ?? '.';

/** What a column of a type reads of a value that history kept, in SQL. `value` is jsonb. */
export function legibleSql(value: string, type: string): string {
  const text = `(${value} #>> '{}')`;
  if (type === 'text') return text;
  if (type === 'jsonb') return `nullif(${value}, 'null'::jsonb)`;
  if (type.endsWith('[]')) {
    const items = `SELECT item FROM jsonb_array_elements_text(${value}) WITH ORDINALITY AS i (item, pos)
      WHERE item ~ '${readable(type.slice(0, -2))}' ORDER BY pos`;
    return `CASE WHEN jsonb_typeof(${value}) = 'array' THEN nullif(ARRAY(${items})::${type}, '{}') END`;
  }
  return `CASE WHEN ${text} ~ '${readable(type)}' THEN ${text}::${type} END`;
}

/** The same of one that was read. */
export function legible(value: unknown, type: string): unknown {
  if (value === null || type === 'jsonb') return value;
  if (type.endsWith('[]')) {
    const item = new RegExp(readable(type.slice(0, -2)));
    const items = Array.isArray(value) ? value.filter((one) => item.test(String(one))) : [];
    return items.length > 0 ? items : null;
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (type === 'text') return text;
  if (!new RegExp(readable(type)).test(text)) return null;
  return type === 'boolean' ? text === 'true' : value;
}
