/** A JSON Schema as plain JSON. */
export type Schema = { readonly [keyword: string]: unknown };

/**
 * The contract's schema as the server enforces it: objects with a list of properties, or a pattern for their names, take
 * no others (a misspelt name is an error, not silence), and the builder's own markers are gone.
 */
export function strict(schema: unknown): Schema {
  return close(JSON.parse(JSON.stringify(schema))) as Schema;
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, close(value)]));
  return isLimited(copy) && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

/** How the builder writes "any name". */
const ANY_NAME = '^.*$';
const isLimited = ({ properties, patternProperties }: Schema): boolean =>
  properties !== undefined ||
  (patternProperties !== undefined && !Object.hasOwn(patternProperties as object, ANY_NAME));

/** Text of a query string as the numbers and booleans that its schema asks for; what does not fit stays text. */
export function coerceQuery(schema: Schema, query: Record<string, unknown>): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, coerce(properties[name]?.type, value)]),
  );
}

function coerce(type: unknown, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}([.]\d{1,15})?$/.test(value))
    return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
