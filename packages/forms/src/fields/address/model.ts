import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { type RegionLevel, regionAtStart, regionName, regionUnder } from '../../values/regions.ts';
import { cleanText } from '../../values/text.ts';

export type AddressConfig = {
  /** How far down the division goes: 1 province, 2 city, 3 county. */
  readonly depth: RegionLevel;
};

/** Members in the order in which PostgreSQL keeps them. */
export type Address = { readonly detail?: string; readonly region?: string };

/** Division and street; the division is a code, so that "in 浙江" finds it, the street is text. */
export const address: FieldType<AddressConfig, Address> = {
  type: 'address',
  icon: 'environment',
  group: 'choice',
  label: { zh: '地址', en: 'Address' },
  description: { zh: '省市区加详细地址', en: 'Province, city, county and the street' },
  example: { value: { detail: '文三路 90 号 1 幢 502 室', region: '330106' } },
  kind: 'json',
  config: {
    schema: {
      type: 'object',
      required: ['depth'],
      additionalProperties: false,
      properties: { depth: { type: 'integer', minimum: 1, maximum: 3 } },
    },
    defaults: () => ({ depth: 3 }),
  },
  valueSchema: () => ({
    type: 'object',
    properties: {
      detail: { type: 'string', minLength: 1, maxLength: 200 },
      region: { type: 'string', format: 'region' },
    },
    required: [],
    additionalProperties: false,
  }),
  normalise: (input) => {
    if (input === null || input === undefined || input === '') return ok(null);
    if (typeof input !== 'object' || Array.isArray(input)) return fail({ path: [], code: 'not_object' });
    const extra = Object.keys(input).find((key) => key !== 'detail' && key !== 'region');
    if (extra !== undefined)
      return fail({ path: [extra], code: 'unknown_property', params: { name: extra } });
    const given = input as { readonly detail?: unknown; readonly region?: unknown };
    const detail = cleanText(given.detail);
    if (!detail.ok) return inside('detail', detail);
    const region = cleanText(given.region);
    if (!region.ok) return inside('region', region);
    return ok(made(detail.value, region.value));
  },
  parse: (input) => {
    const clean = cleanText(input);
    if (!clean.ok || clean.value === null) return clean as Result<null>;
    const found = regionAtStart(clean.value);
    const rest = (found?.rest ?? clean.value).trim();
    return ok(made(rest === '' ? null : rest, found?.code ?? null));
  },
  format: ({ detail, region }) => [region && regionName(region), detail].filter(Boolean).join(' '),
  // A code that our data does not know has no name, and six digits before a street may be its postcode.
  lossy: true,
  column: () => 'jsonb',
  underBy: () => ({ type: 'region', config: { depth: 3, partial: true } }),
  filters: ['under', 'detail', 'not_detail', 'is_empty', 'not_empty'],
  macros: () => ({ under: (field, [code]) => regionUnder({ part: [field, 'region'] }, code) }),
  wide: true,
};

const made = (detail: string | null, region: string | null): Address | null =>
  detail === null && region === null
    ? null
    : { ...(detail === null ? {} : { detail }), ...(region === null ? {} : { region }) };

const inside = (key: string, result: Result<unknown> & { readonly ok: false }): Result<never> => ({
  ok: false,
  issues: result.issues.map((issue) => ({ ...issue, path: [key, ...issue.path] })),
});
