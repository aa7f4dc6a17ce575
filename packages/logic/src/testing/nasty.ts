import type { Row } from '../read.ts';
import type { ScopeForm, Value, ValueKind } from '../types.ts';
import { env } from './index.ts';

/** Values of each kind on which JS and PostgreSQL are known to differ when nobody takes care. */
export const NASTY: Readonly<Record<ValueKind, readonly Value[]>> = {
  text: [
    ...[
      'a',
      'A',
      'b',
      'abc',
      'ß',
      'ẞ',
      'İ',
      'i',
      'ı',
      'Σ',
      'σ',
      'ς',
      'ΟΔΟΣ',
      'οδος',
      'Ÿ',
      'é',
      'É',
      'ﬀ',
      '\u212a',
      'k',
    ],
    ...[
      'ＡＢＣ',
      'ａｂｃ',
      '上海',
      '上海Ａ',
      '💡',
      '𠮷',
      'a💡b',
      '\u{10400}',
      '\u{10428}',
      'Ж',
      'ж',
      '\uffff',
      '\u3000',
      ' ',
      '\u00a0',
    ],
    ...[
      '50%',
      'a_b',
      'back\\slash',
      '\\',
      '%',
      '_',
      "it's",
      '"q"',
      '{a,b}',
      'NULL',
      '\n',
      '10',
      '9',
      '1.50',
      'x'.repeat(60),
    ],
    ...[
      '1,234.50',
      '１２．５％',
      '-.5',
      '1e5',
      '2026/2/29',
      '2024年2月29日',
      ' a b\t',
      'a,b,,c',
      'e\u0301',
      '👨‍👩‍👧',
    ],
  ],
  number: [
    ...[
      '0',
      '1',
      '-1',
      '2',
      '3',
      '7',
      '10',
      '100',
      '-100',
      '1.5',
      '-2.5',
      '2.5',
      '0.5',
      '-0.5',
      '0.1',
      '0.2',
      '0.3',
      '1.005',
    ],
    ...[
      '0.000000000001',
      '-0.0000000000005',
      '12345678901234567890.123456789',
      '9007199254740993',
      '1000000000000',
    ],
    ...['5', '-7', '12', '31', '0.15', '-0.05', '86400'],
    ...['9'.repeat(38), `-${'9'.repeat(38)}`, `0.${'0'.repeat(36)}1`, `${'9'.repeat(19)}.${'9'.repeat(19)}`],
  ],
  boolean: [true, false],
  date: [
    ...[
      '0001-01-01',
      '0001-12-31',
      '9999-12-31',
      '9999-01-01',
      '2024-02-29',
      '2024-01-31',
      '2025-02-28',
      '2025-12-31',
    ],
    ...[
      '2026-01-01',
      '2026-03-01',
      '2026-03-29',
      '1986-05-04',
      '1999-12-27',
      '2000-02-29',
      '1900-02-28',
      '1969-12-31',
    ],
    // Changes of the clock, ends of ISO years, and a day that Apia never had.
    ...['1991-04-14', '1991-09-15', '2026-03-08', '2026-10-25', '2024-12-30', '2021-01-01', '2011-12-30'],
  ],
  time: ['00:00:00', '00:00:01', '01:30:00', '02:30:00', '09:05:07', '12:00:00', '14:30:00', '23:59:59'],
  datetime: [
    ...[
      '0001-01-02T00:00:00.000Z',
      '9999-12-30T23:59:59.999Z',
      '1900-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
    ],
    ...[
      '1986-05-03T16:30:00.000Z',
      '1986-05-04T15:30:00.000Z',
      '1986-09-13T14:59:59.999Z',
      '1986-09-13T15:30:00.000Z',
    ],
    ...[
      '2026-03-29T00:59:59.999Z',
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T01:30:00.000Z',
    ],
    ...[
      '2026-03-08T06:59:59.999Z',
      '2026-03-08T07:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ],
    ...[
      '2025-12-31T15:59:59.999Z',
      '2025-12-31T16:00:00.000Z',
      '2024-02-29T12:00:00.001Z',
      '2026-03-01T04:00:00.000Z',
    ],
    ...[
      '1991-04-13T16:00:00.000Z',
      '1991-09-14T14:59:59.999Z',
      '1991-09-14T15:30:00.000Z',
      '2011-12-30T09:59:59.999Z',
      '2011-12-30T10:00:00.000Z',
    ],
  ],
  option: ['won', 'lost', 'a', 'b', 'ß', 'crm:sales'],
  ref: [env.member.id, ...env.member.departments, '00000000-0000-4000-8000-0000000000ff'],
  file: [{ name: 'a.pdf' }, {}],
  json: [
    ...[{ a: '1' }, {}, [], ['x'], 'x', true],
    // Places: next to each other, opposite, on the line of dates, beyond the poles, and no place at all.
    ...[
      { lat: 31.230416, lng: 121.473701 },
      { lat: 31.230417, lng: 121.473701, text: '💡' },
      { lat: -31.230416, lng: -58.526299 },
      { lat: 0, lng: 180 },
      { lat: 90, lng: -180 },
    ],
    ...[
      { lat: 90.5, lng: 0 },
      { lat: '1', lng: 2 },
      { lat: 1e-300, lng: -1e-7 },
      { lat: 1e300, lng: 0 },
      { lat: 1 },
    ],
  ],
};

/** A deterministic source of choices (mulberry32): the same seed tells the same story on every machine. */
export interface Random {
  /** A whole number below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
}

export function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (from) => from[below(from.length)]!, chance: (probability) => next() < probability };
}

/** A record of a form: nasty values, nulls, empty and repeated lists; rows and references are left to the caller. */
export function nastyRecord(form: ScopeForm, random: Random): Row {
  const record: Record<string, Value> = {};
  for (const [key, { type, rows, target }] of form.fields) {
    if (rows || target) continue;
    const pool = NASTY[type.kind];
    const list = (): Value[] => Array.from({ length: random.below(4) }, () => random.pick(pool));
    if (random.chance(0.2)) record[key] = null;
    else record[key] = type.many ? list() : random.pick(pool);
  }
  return record;
}
