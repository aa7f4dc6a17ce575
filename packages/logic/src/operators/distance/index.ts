import { roundDecimal } from '../../decimal.ts';
import { raw } from '../../frag.ts';
import { example, operator, type Param, type SqlCall, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import type { Value } from '../../types.ts';

/** Mean radius of the earth in metres. */
const RADIUS = 6_371_008.8;
/** One degree; written out, so that both executors multiply by the very same number. */
const DEGREE = 0.017453292519943295;

const PLACE: Param = value('json');
const NUMBER: Param = value('number');

/**
 * The angle between two directions as atan2 of the difference and the sum of their vectors, which is exact to the last
 * digits for places next to each other and for opposite ones alike. What is left of rounding (0.00001 mm) goes in whole metres.
 */
export const distance = operator({
  name: 'distance',
  signature: {
    min: 2,
    max: 3,
    params: (count) => (count === 2 ? [PLACE, PLACE] : [PLACE, NUMBER, NUMBER]),
    result: 'number',
  },
  nullRule: 'propagates',
  evaluate: ([from = null, second = null, third = null], { types }) => {
    const a = [degrees(member(from, 'lat'), 90), degrees(member(from, 'lng'), 180)] as const;
    const b =
      types.length === 2
        ? ([degrees(member(second, 'lat'), 90), degrees(member(second, 'lng'), 180)] as const)
        : ([degrees(second, 90), degrees(third, 180)] as const);
    const [[lat1, lng1], [lat2, lng2]] = [a, b];
    if (lat1 === null || lng1 === null || lat2 === null || lng2 === null) return null;
    const [x1, y1, z1] = direction(lat1, lng1);
    const [x2, y2, z2] = direction(lat2, lng2);
    const apart = Math.sqrt((x1 - x2) * (x1 - x2) + (y1 - y2) * (y1 - y2) + (z1 - z2) * (z1 - z2));
    const along = Math.sqrt((x1 + x2) * (x1 + x2) + (y1 + y2) * (y1 + y2) + (z1 + z2) * (z1 + z2));
    return String(Math.floor(2 * RADIUS * Math.atan2(apart, along) + 0.5));
  },
  sql: (call) => {
    const to =
      call.count === 2
        ? { lat2: memberOf('b', 'lat'), lng2: memberOf('b', 'lng') }
        : { lat2: raw('round(_f.b, 12)'), lng2: raw('round(_f.c, 12)') };
    return fence(
      places(call),
      fence(
        { lat1: memberOf('a', 'lat'), lng1: memberOf('a', 'lng'), ...to },
        fence(
          {
            p1: radians('lat1', 90),
            l1: radians('lng1', 180),
            p2: radians('lat2', 90),
            l2: radians('lng2', 180),
          },
          fence({ ...vector(1), ...vector(2) }, raw(METRES)),
        ),
      ),
    );
  },
  docs: {
    zh: {
      label: '距离',
      text: '两个定位之间的直线距离(沿地球表面),取整到米;也可给出一个定位和一点的纬度、经度。任一为空、或不是定位时为空。',
      words: '{0} 到 {1} 的距离',
    },
    en: {
      label: 'distance',
      text: 'Metres between two locations over the surface of the earth, whole; or between a location and a point of latitude and longitude. Null where either is null or no location.',
      words: 'the distance from {0} to {1}',
    },
  },
  examples: [
    example({ distance: [{ var: 'extra' }, 30.274085, 120.15507] }, '164879', {
      extra: { lat: 31.230416, lng: 121.473701 },
    }),
  ],
});

function member(place: Value, key: 'lat' | 'lng'): Value {
  if (place === null || typeof place !== 'object' || Array.isArray(place) || !Object.hasOwn(place, key))
    return null;
  const found = (place as { readonly [key: string]: Value })[key];
  return typeof found === 'number' ? found : null;
}

/** Numbers of places are JSON numbers, those of expressions decimals; to 12 places, so that no trace of a number is lost or found. */
function degrees(given: Value, most: number): number | null {
  if (typeof given !== 'number' && typeof given !== 'string') return null;
  const rounded =
    typeof given === 'string'
      ? Number(roundDecimal(given, 12) ?? Number.NaN)
      : Number(Math.abs(given) <= most + 1 ? given.toFixed(12) : Number.NaN);
  return Math.abs(rounded) <= most ? rounded : null;
}

const direction = (lat: number, lng: number): readonly [number, number, number] => {
  const [p, l] = [lat * DEGREE, lng * DEGREE];
  return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
};

const places = (call: SqlCall) => {
  const [a, b] = [call.arg(0), call.arg(1)];
  return call.count === 2 ? { a, b } : { a, b, c: call.arg(2) };
};

const memberOf = (place: string, key: string) =>
  raw(
    `CASE WHEN jsonb_typeof(_f.${place}->'${key}') = 'number' THEN round((_f.${place}->>'${key}')::numeric, 12) END`,
  );

const radians = (name: string, most: number) =>
  raw(`CASE WHEN abs(_f.${name}) <= ${most} THEN _f.${name}::float8 * '${DEGREE}'::float8 END`);

const vector = (n: 1 | 2) => ({
  [`x${n}`]: raw(`cos(_f.p${n}) * cos(_f.l${n})`),
  [`y${n}`]: raw(`cos(_f.p${n}) * sin(_f.l${n})`),
  [`z${n}`]: raw(`sin(_f.p${n})`),
});

const length = (sign: '+' | '-') =>
  `sqrt(${['x', 'y', 'z'].map((axis) => `(_f.${axis}1 ${sign} _f.${axis}2) * (_f.${axis}1 ${sign} _f.${axis}2)`).join(' + ')})`;

const METRES = `floor(2 * '${RADIUS}'::float8 * atan2(${length('-')}, ${length('+')}) + 0.5)::numeric`;
