import { FORMATS } from '../kernel/formats.ts';
import type { Issue } from '../kernel/issue.ts';

/** What we read of an error of ajv (made with `verbose`). */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly propertyName?: string;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
  readonly schema?: unknown;
  readonly data?: unknown;
}

type Params = NonNullable<Issue['params']>;
type Verdict = { readonly code: string; readonly params?: Params; readonly at?: string };

const TYPES: Readonly<Record<string, string>> = {
  string: 'not_text',
  boolean: 'not_boolean',
  integer: 'not_number',
  number: 'not_number',
  array: 'not_list',
  object: 'not_object',
};

/** Errors of ajv as issues: our codes, and paths as segments instead of JSON pointers. */
export function issuesOf(errors: readonly SchemaError[]): readonly Issue[] {
  const mistyped = new Set(errors.flatMap((error) => (error.keyword === 'type' ? [error.instancePath] : [])));
  return errors.flatMap((error) => {
    // Of a wrong type it goes without saying that it is none of the options.
    if (error.keyword === 'enum' && mistyped.has(error.instancePath)) return [];
    // Why each single item was not the one looked for.
    if (error.schemaPath.includes('/contains/')) return [];
    const verdict = judge(error);
    if (!verdict) return [];
    const { code, params, at } = verdict;
    const path = at === undefined ? segments(error) : [...segments(error), at];
    return [params ? { path, code, params } : { path, code }];
  });
}

/** Path of the value; an index only where the parent is an array would need the document, and keys are never digits. */
function segments({ instancePath, propertyName }: SchemaError): (string | number)[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
  return propertyName === undefined ? path : [...path, propertyName];
}

function judge({
  keyword,
  params,
  parentSchema,
  schema,
  data,
  propertyName,
}: SchemaError): Verdict | undefined {
  const format = FORMATS[parentSchema?.format as keyof typeof FORMATS];
  switch (keyword) {
    case 'type':
      return { code: Array.isArray(schema) ? 'wrong_type' : (TYPES[String(params.type)] ?? 'wrong_type') };
    case 'required':
      return { code: 'missing', at: String(params.missingProperty) };
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      return { code: 'unknown_property', params: { name: name.slice(0, 100) }, at: name };
    }
    case 'enum':
      return { code: 'unknown_option', params: { value: shown(data) } };
    case 'const':
    case 'discriminator':
      return { code: 'not_allowed', params: { value: shown(params.tagValue ?? data) } };
    case 'pattern':
      return propertyName === undefined
        ? { code: 'wrong_pattern', params: { value: shown(data) } }
        : { code: 'bad_key', params: { value: shown(propertyName) } };
    case 'format':
      return { code: FORMATS[params.format as keyof typeof FORMATS]?.code ?? 'wrong_format' };
    case 'formatMinimum':
      return { code: format?.low ?? 'too_small', params: { min: String(schema) } };
    case 'formatMaximum':
      return { code: format?.high ?? 'too_large', params: { max: String(schema) } };
    case 'decimalPlaces':
      return { code: 'too_many_decimals', params: { max: Number(schema) } };
    case 'minLength':
      return { code: 'too_short', params: { min: Number(schema) } };
    case 'maxLength':
      return { code: 'too_long', params: { max: Number(schema) } };
    case 'minimum':
      return { code: 'too_small', params: { min: Number(schema) } };
    case 'maximum':
      return { code: 'too_large', params: { max: Number(schema) } };
    case 'minItems':
    case 'minProperties':
      return { code: 'too_few_items', params: { min: Number(schema) } };
    case 'maxItems':
    case 'maxProperties':
      return { code: 'too_many_items', params: { max: Number(schema) } };
    case 'uniqueItems':
      return { code: 'duplicate_items' };
    case 'contains':
      return { code: 'wrong_parts' };
    // The property's own error says more.
    case 'propertyNames':
    case 'if':
      return undefined;
    default:
      return { code: 'wrong_shape' };
  }
}

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 100);
