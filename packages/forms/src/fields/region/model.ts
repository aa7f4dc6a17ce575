import { fail, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import {
  findRegion,
  haveRegions,
  isRegionCode,
  isWholeRegion,
  type RegionLevel,
  regionLevel,
  regionName,
  regionUnder,
} from '../../values/regions.ts';
import { andThen } from '../../values/result.ts';
import { cleanText } from '../../values/text.ts';

export type RegionConfig = {
  /** How far down: 1 province, 2 city, 3 county. */
  readonly depth: RegionLevel;
  /** A province or city alone will do. */
  readonly partial?: boolean;
};

/** A province, city or county of China; the value is its code by GB/T 2260, so that filters by province are prefixes. */
export const region: FieldType<RegionConfig, string> = {
  type: 'region',
  icon: 'environment',
  group: 'choice',
  label: { zh: '省市区', en: 'Region' },
  description: { zh: '省、市、区县三级行政区划', en: 'A province, city or county of China' },
  example: { value: '330106' },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['depth'],
      additionalProperties: false,
      properties: { depth: { type: 'integer', minimum: 1, maximum: 3 }, partial: { type: 'boolean' } },
    },
    defaults: () => ({ depth: 3 }),
  },
  valueSchema: () => ({ type: 'string', format: 'region' }),
  normalise: (input) => cleanText(input),
  parse: (input) =>
    andThen(cleanText(input), (text) => {
      const code = findRegion(text);
      return code === undefined
        ? fail({ path: [], code: 'invalid_region', params: { value: text.slice(0, 100) } })
        : ok(code);
    }),
  format: (value) => regionName(value),
  column: () => 'text',
  filters: ['under', 'is_empty', 'not_empty'],
  underBy: () => ({ type: 'region', config: { depth: 3, partial: true } }),
  macros: () => ({ under: (field, [code]) => regionUnder(field, code) }),
  judge: (value, { depth, partial }) => {
    // Browsers may not have the divisions yet; the server has them.
    if (value === null || !isRegionCode(value) || !haveRegions()) return [];
    if (regionLevel(value) > depth || regionName(value) === value)
      return [{ path: [], code: 'invalid_region', params: { value: regionName(value) } }];
    return partial || isWholeRegion(value, depth) ? [] : [{ path: [], code: 'region_incomplete' }];
  },
};
