import { fail, ok } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { cleanText, halfWidth } from '../../values/text.ts';

export type LocationConfig = {
  /** Only where the device says it is; nobody types it. */
  readonly hereOnly?: boolean;
  /** Found by itself when somebody begins a new record. */
  readonly onOpen?: boolean;
};

/** WGS-84 in degrees with six decimals (11 cm), accuracy in metres; members in the order in which PostgreSQL keeps them. */
export type Location = {
  readonly lat: number;
  readonly lng: number;
  readonly text?: string;
  readonly accuracy?: number;
};

const TEXT =
  /^([+-]?\d{1,2}(?:\.\d{1,15})?)\s*[,，]\s*([+-]?\d{1,3}(?:\.\d{1,15})?)(?:\s*±\s*(\d{1,8}(?:\.\d{1,15})?)\s*m)?(?:\s+(.+))?$/;

/** A place on the earth as a device gives it. */
export const location: FieldType<LocationConfig, Location> = {
  type: 'location',
  icon: 'aim',
  group: 'choice',
  label: { zh: '定位', en: 'Location' },
  description: { zh: '当前所在位置的坐标，如拜访签到', en: 'Coordinates of where one is, such as a visit' },
  example: { value: { lat: 30.274085, lng: 120.15507, text: '黄龙时代广场', accuracy: 25 } },
  kind: 'json',
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { hereOnly: { type: 'boolean' }, onOpen: { type: 'boolean' } },
    },
    defaults: () => ({}),
  },
  valueSchema: () => ({
    type: 'object',
    properties: {
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lng: { type: 'number', minimum: -180, maximum: 180 },
      text: { type: 'string', minLength: 1, maxLength: 200 },
      accuracy: { type: 'number', minimum: 0, maximum: 10_000_000 },
    },
    required: ['lat', 'lng'],
    additionalProperties: false,
  }),
  normalise: (input) => {
    if (input === null || input === undefined || input === '') return ok(null);
    if (typeof input !== 'object' || Array.isArray(input)) return fail({ path: [], code: 'not_object' });
    const extra = Object.keys(input).find((key) => !['lat', 'lng', 'text', 'accuracy'].includes(key));
    if (extra !== undefined)
      return fail({ path: [extra], code: 'unknown_property', params: { name: extra } });
    const { lat, lng, accuracy, text } = input as Readonly<Record<string, unknown>>;
    const [north, east] = [degrees(lat), degrees(lng)];
    if (north === undefined || east === undefined) return fail({ path: [], code: 'invalid_location' });
    const words = cleanText(text);
    if (!words.ok) return fail(...words.issues.map((issue) => ({ ...issue, path: ['text', ...issue.path] })));
    const metres = accuracy === undefined || accuracy === null ? null : finite(accuracy);
    if (metres === undefined) return fail({ path: ['accuracy'], code: 'not_number' });
    return ok({
      lat: north,
      lng: east,
      ...(words.value === null ? {} : { text: words.value }),
      ...(metres === null ? {} : { accuracy: Math.round(metres) + 0 }),
    });
  },
  parse: (input) => {
    const clean = cleanText(input);
    if (!clean.ok) return clean;
    if (clean.value === null) return ok(null);
    const [, lat, lng, accuracy, text] = TEXT.exec(clean.value) ?? TEXT.exec(halfWidth(clean.value)) ?? [];
    if (lat === undefined || lng === undefined || Math.abs(Number(lat)) > 90 || Math.abs(Number(lng)) > 180)
      return fail({ path: [], code: 'invalid_location' });
    return location.normalise(
      { lat: Number(lat), lng: Number(lng), accuracy: accuracy && Number(accuracy), text },
      {},
    );
  },
  format: ({ lat, lng, text, accuracy }) =>
    `${plain(lat)},${plain(lng)}${accuracy === undefined ? '' : ` ±${accuracy}m`}${text === undefined ? '' : ` ${text}`}`,
  column: () => 'jsonb',
  filters: ['near', 'contains', 'not_contains', 'is_empty', 'not_empty'],
};

const finite = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Six decimals; -0 is 0. */
function degrees(value: unknown): number | undefined {
  const number = finite(value);
  return number === undefined ? undefined : Math.round(number * 1e6) / 1e6 + 0;
}

/** Without an exponent, which small numbers have. */
const plain = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '');
