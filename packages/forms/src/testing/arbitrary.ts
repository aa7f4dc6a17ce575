import fc from 'fast-check';
import type { ValueSchema } from '../contract.ts';

/** Every test runs the same cases each time. */
export const SEED = { seed: 20_260_301 };

const digits = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
const pad = (value: number, width = 2) => String(value).padStart(width, '0');

const decimal = fc.oneof(
  fc.tuple(fc.constantFrom('', '-'), digits(1, 20), digits(0, 12)).map(([sign, whole, fraction]) => {
    const point = fraction.replace(/0+$/, '');
    const plain = `${whole.replace(/^0+(?=\d)/, '')}${point && '.'}${point}`;
    return plain === '0' ? '0' : sign + plain;
  }),
  fc.integer({ min: -9999, max: 9999 }).map(String),
);
const date = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => `${pad(year, 4)}-${pad(month)}-${pad(day)}`);
const instant = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString());
const chinese = fc.constantFrom(
  '客户',
  '张三',
  '𠮷野家',
  '🙂',
  'ß',
  'é',
  '１２３',
  'a b',
  '<script>',
  "'; --",
  '100%',
  '\\',
);

/** Values in each format, most of them canonical. */
const FORMATS: Readonly<Record<NonNullable<ValueSchema['format']>, fc.Arbitrary<string>>> = {
  decimal,
  date,
  time: fc.constantFrom('00:00:00', '14:30:00', '23:59:59'),
  'date-time': instant,
  uuid: fc.uuid(),
  email: fc
    .tuple(digits(1, 8), fc.constantFrom('a.com', '例子.cn', 'mail.b-c.org'))
    .map((parts) => parts.join('@')),
  phone: fc.oneof(
    digits(7, 14).map((number) => `+1${number}`),
    digits(9, 9).map((number) => `+8613${number}`),
    digits(8, 8).map((number) => `+8610${number}`),
    digits(10, 10).map((number) => `+867${number}`),
    digits(7, 7).map((number) => `+86400${number}`),
  ),
  region: fc.constantFrom('330000', '330100', '330106', '110101', '710000', '999999'),
  url: fc
    .tuple(
      fc.constantFrom('http://', 'https://'),
      fc.constantFrom('a.com', '例子.cn', 'localhost:3000', '10.0.0.1'),
      fc.constantFrom('', '/', '/a/b?c=d#e', '/路径', '?q=1'),
    )
    .map((parts) => parts.join('')),
};

/** Whole numbers from just below the least to just above the most, where a schema has both: chance would seldom hit. */
function around({ formatMinimum, formatMaximum }: ValueSchema): fc.Arbitrary<string>[] {
  const [min, max] = [Math.floor(Number(formatMinimum)) - 1, Math.ceil(Number(formatMaximum)) + 1];
  return Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max
    ? [fc.integer({ min, max }).map(String)]
    : [];
}

/** Values that a schema is about; most of them valid, some just outside its bounds. */
export function valuesOf(schema: ValueSchema): fc.Arbitrary<unknown> {
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'number') {
    const bounds = { noNaN: true, noDefaultInfinity: true } as const;
    const { minimum: min, maximum: max } = schema;
    if (min === undefined || max === undefined) return fc.double(bounds);
    return fc.oneof(
      { weight: 9, arbitrary: fc.double({ ...bounds, min, max }) },
      fc.constantFrom(min - 1, max + 1),
    );
  }
  if (schema.type === 'object') return objectsOf(schema);
  if (schema.type === 'integer') return fc.integer({ min: -100, max: 100 });
  if (schema.type === 'array') {
    return fc.array(schema.items ? valuesOf(schema.items) : fc.string(), {
      maxLength: Math.min(6, (schema.maxItems ?? 6) + 1),
    });
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.format === 'decimal') return fc.oneof(decimal, ...around(schema));
  if (schema.format) return FORMATS[schema.format];
  return fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.array(chinese, { maxLength: 8 }).map((parts) => parts.join('')),
  );
}

/** Objects that lack a member now and then, or have one too many. */
function objectsOf({ properties = {}, required = [] }: ValueSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, valuesOf(of)]));
  const requiredKeys = required.filter((name) => name in members);
  const whole = fc.record(members, { requiredKeys, noNullPrototype: true });
  return fc.oneof(
    { arbitrary: whole, weight: 6 },
    { arbitrary: fc.record(members, { requiredKeys: [], noNullPrototype: true }), weight: 1 },
    { arbitrary: whole.map((value) => ({ ...value, extra: 1 })), weight: 1 },
  );
}

/** Anything that JSON can hold, with texts that look like values. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  decimal,
  date,
  instant,
  fc.uuid(),
  chinese,
  fc.constantFrom(
    '',
    ' ',
    '2025-02-30',
    '24:00:00',
    '1e400',
    '-0',
    '1.50',
    '+8613800138000',
    'a@b',
    '\u0000',
    '\ud800',
  ),
);
