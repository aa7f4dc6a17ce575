import type { Json } from '@trellis/logic';

/** Values that nobody expects where they turn up: of the wrong type, huge, empty, or with letters of a bad name. */
export const ODD: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  2 ** 53,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\ud83d\ude00\u202e',
  '__proto__',
  'constructor',
  '_id',
  '$member',
  'customer.name',
  `'"\`\\;--%_$1`,
  '2025-02-30',
  '0000-00-00',
  '+275760-09-13T00:00:00.000Z',
  '1e999',
  '-0',
  'NaN',
  '9'.repeat(400),
  '长'.repeat(3_000),
  '01900000-0000-7000-8000-000000000001',
  [],
  {},
  [null],
  [[[]]],
  ['', 0, {}],
  { var: 'secret' },
  { var: '' },
  { constructor: { prototype: [] } },
  { toString: null },
  Array.from({ length: 600 }, (_, i) => String(i)),
];

type Path = readonly (string | number)[];

/**
 * A document with one odd thing in each: every place replaced by `perPlace` odd values in turn, every member left out
 * once, and one unknown name in every object.
 */
export function* distorted(seed: Json, perPlace: number): Generator<Json> {
  let next = 0;
  for (const [path, value] of places(seed, [])) {
    for (let i = 0; i < perPlace; i++) yield replaced(seed, path, ODD[next++ % ODD.length] ?? null);
    if (path.length > 0) yield replaced(seed, path, undefined);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      yield replaced(seed, path, { ...value, [next % 2 ? 'constructor' : 'x\u0000']: 1 });
    }
  }
}

function* places(value: Json, path: Path): Generator<readonly [Path, Json]> {
  yield [path, value];
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    yield* places(inner as Json, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/** A copy with another value at the path; undefined leaves it out. */
function replaced(value: Json, path: Path, by: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return by ?? null;
  const inner = (value as Record<string | number, Json>)[key] ?? null;
  const changed = rest.length === 0 ? by : replaced(inner, rest, by);
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (index !== key ? [item] : changed === undefined ? [] : [changed]));
  }
  const others = Object.entries(value as object).filter(([name]) => name !== String(key));
  return Object.fromEntries(changed === undefined ? others : [...others, [key, changed]]);
}
