import { FORMATS, type Issue, decimalPlaces as placesOf } from '@trellis/metadata';
import type { ValueSchema } from '../contract.ts';

/**
 * The closed subset of JSON Schema that describes values, interpreted: ajv compiles with `new Function`, which the
 * page's content security policy forbids. A property test holds both to the same verdict and the same codes.
 */
export function checkValue(schema: ValueSchema, value: unknown): readonly Issue[] {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? checkText(schema, value) : [wrong('not_text')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrong('not_boolean')];
    case 'integer':
      return Number.isInteger(value) ? checkNumber(schema, value as number) : [wrong('not_number')];
    case 'number':
      return Number.isFinite(value) ? checkNumber(schema, value as number) : [wrong('not_number')];
    case 'array':
      return Array.isArray(value) ? checkArray(schema, value) : [wrong('not_list')];
    case 'object':
      return isObject(value) ? checkObject(schema, value) : [wrong('not_object')];
  }
}

type Params = NonNullable<Issue['params']>;
const wrong = (code: string, params?: Params): Issue =>
  params ? { path: [], code, params } : { path: [], code };

function checkText(schema: ValueSchema, value: string): readonly Issue[] {
  const { format, minLength, maxLength, formatMinimum, formatMaximum, decimalPlaces } = schema;
  const issues: Issue[] = [];
  if (minLength !== undefined || maxLength !== undefined) {
    // Code points, as JSON Schema counts.
    const length = [...value].length;
    if (minLength !== undefined && length < minLength) issues.push(wrong('too_short', { min: minLength }));
    if (maxLength !== undefined && length > maxLength) issues.push(wrong('too_long', { max: maxLength }));
  }
  if (schema.enum && !schema.enum.includes(value)) issues.push(wrong('unknown_option', { value }));
  if (format === undefined) return issues;
  const { test, compare, code, low, high } = FORMATS[format];
  if (!test(value)) return [...issues, wrong(code)];
  if (decimalPlaces !== undefined && placesOf(value) > decimalPlaces) {
    issues.push(wrong('too_many_decimals', { max: decimalPlaces }));
  }
  if (formatMinimum !== undefined && compare(value, formatMinimum) < 0) {
    issues.push(wrong(low, { min: formatMinimum }));
  }
  if (formatMaximum !== undefined && compare(value, formatMaximum) > 0) {
    issues.push(wrong(high, { max: formatMaximum }));
  }
  return issues;
}

function checkNumber({ minimum, maximum }: ValueSchema, value: number): readonly Issue[] {
  const issues: Issue[] = [];
  if (minimum !== undefined && value < minimum) issues.push(wrong('too_small', { min: minimum }));
  if (maximum !== undefined && value > maximum) issues.push(wrong('too_large', { max: maximum }));
  return issues;
}

function checkArray(schema: ValueSchema, value: readonly unknown[]): readonly Issue[] {
  const { minItems, maxItems, uniqueItems, items } = schema;
  const issues: Issue[] = [];
  if (minItems !== undefined && value.length < minItems)
    issues.push(wrong('too_few_items', { min: minItems }));
  if (maxItems !== undefined && value.length > maxItems)
    issues.push(wrong('too_many_items', { max: maxItems }));
  if (uniqueItems && new Set(value.map(identity)).size < value.length) issues.push(wrong('duplicate_items'));
  if (!items) return issues;
  return value.reduce<Issue[]>((all, item, index) => {
    for (const issue of checkValue(items, item)) all.push({ ...issue, path: [index, ...issue.path] });
    return all;
  }, issues);
}

/** Equal for equal JSON, as uniqueItems means it. */
const identity = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(sorted(value)) : value;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).toSorted();
  return names.map((name) => [name, sorted(value[name])]);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkObject(schema: ValueSchema, value: Readonly<Record<string, unknown>>): readonly Issue[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const issues: Issue[] = [];
  for (const name of required) {
    if (!Object.hasOwn(value, name)) issues.push({ path: [name], code: 'missing' });
  }
  for (const name of Object.keys(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!of) {
      if (additionalProperties === false)
        issues.push({ path: [name], code: 'unknown_property', params: { name: name.slice(0, 100) } });
      continue;
    }
    for (const issue of checkValue(of, value[name])) issues.push({ ...issue, path: [name, ...issue.path] });
  }
  return issues;
}
