import {
  addUnits,
  localDate,
  localDateTime,
  parseDate,
  type Value,
  type ValueKind,
  zonedToInstant,
} from '@trellis/logic';
import type { Issue, JsonObject } from '@trellis/metadata';
import type { Circumstances, Renaming, Surroundings } from '../contract.ts';
import { formatInstant } from './date.ts';

export const BOUND_UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const;
export type BoundUnit = (typeof BOUND_UNITS)[number];

/** A bound that moves: some time before or after now (for dates: today), or another field of the record. */
export type MovingBound = {
  readonly from: 'now' | 'field';
  /** Key of the field, with from "field". */
  readonly field?: string;
  readonly amount: number;
  readonly unit: BoundUnit;
};
/** A fixed value of the field's own kind, or a moving bound. */
export type TimeBound = string | MovingBound;

/** Bounds and days that a date, time or moment must keep to. */
export type TimeLimits = {
  readonly min?: TimeBound;
  readonly max?: TimeBound;
  /** Days of the week that may be chosen, 1 = Monday … 7 = Sunday; absent or empty = all. */
  readonly weekdays?: readonly number[];
  /** Hours of the day that may be chosen, both inclusive, "09:00". */
  readonly hours?: { readonly from: string; readonly to: string };
};

/** JSON Schema of a bound in settings whose fixed values have a format. */
export const timeBoundSchema = (format: 'date' | 'date-time' | 'time'): JsonObject => ({
  type: ['string', 'object'],
  if: { type: 'string' },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { type: 'string', format },
  else: {
    type: 'object',
    required: ['from', 'amount', 'unit'],
    additionalProperties: false,
    properties: {
      from: { type: 'string', enum: format === 'time' ? ['field'] : ['now', 'field'] },
      field: { $ref: 'trellis:key' },
      amount: { type: 'integer', minimum: -100_000, maximum: 100_000 },
      unit: { type: 'string', enum: format === 'date' ? BOUND_UNITS.slice(2) : BOUND_UNITS },
    },
  },
});

export const weekdaysSchema: JsonObject = {
  type: 'array',
  maxItems: 7,
  uniqueItems: true,
  items: { type: 'integer', minimum: 1, maximum: 7 },
};

const clock: JsonObject = { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' };
export const hoursSchema: JsonObject = {
  type: 'object',
  required: ['from', 'to'],
  additionalProperties: false,
  properties: { from: clock, to: clock },
};

/** Schema keywords of the bounds that are fixed. */
export const fixedBounds = ({ min, max }: TimeLimits) => ({
  ...(typeof min === 'string' ? { formatMinimum: min } : {}),
  ...(typeof max === 'string' ? { formatMaximum: max } : {}),
});

/** Mistakes in settings: crossed bounds, bounds by fields that are not there or of another kind than `kinds`. */
export function limitIssues(
  { min, max, hours }: TimeLimits,
  kinds: readonly ValueKind[],
  around: Surroundings,
): readonly Issue[] {
  const issues: Issue[] = [];
  if (typeof min === 'string' && typeof max === 'string' && min > max)
    issues.push({ path: ['max'], code: 'range_reversed' });
  if (hours && hours.from > hours.to) issues.push({ path: ['hours', 'to'], code: 'range_reversed' });
  for (const [key, bound] of [
    ['min', min],
    ['max', max],
  ] as const) {
    if (typeof bound !== 'object' || bound.from !== 'field') continue;
    const { field = '' } = bound;
    const other = around.own?.(field);
    if (around.own && (other === undefined || other.many || !kinds.includes(other.kind)))
      issues.push({ path: [key, 'field'], code: 'unknown_field', params: { name: field } });
  }
  return issues;
}

/** Limits whose bounds follow fields under other keys. */
export function renamedBounds<C extends TimeLimits>(limits: C, to: Renaming): C {
  const bound = (one: TimeBound): TimeBound =>
    typeof one === 'object' && one.field !== undefined ? { ...one, field: to.path(one.field) } : one;
  const { min, max } = limits;
  return {
    ...limits,
    ...(min === undefined ? {} : { min: bound(min) }),
    ...(max === undefined ? {} : { max: bound(max) }),
  };
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const CLOCK = /^\d\d:\d\d:\d\d$/;
const MILLIS: Readonly<Record<'minute' | 'hour', number>> = { minute: 60_000, hour: 3_600_000 };
const isClock = (unit: BoundUnit): unit is 'minute' | 'hour' => unit === 'minute' || unit === 'hour';

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The day of a date or moment; null for anything else. */
export function dayOf(value: Value, tz: string): string | null {
  if (typeof value !== 'string') return null;
  if (DATE.test(value)) return value;
  return /T/.test(value) ? localDate(value, tz) : null;
}

/** The day that a moving bound means now; null where its field is empty. */
function boundDay(bound: MovingBound, { env, value }: Circumstances): string | null {
  const base = bound.from === 'now' ? localDate(env.now, env.tz) : dayOf(value(bound.field ?? ''), env.tz);
  return base === null || isClock(bound.unit) ? base : addUnits(base, bound.amount, bound.unit);
}

/** What is wrong with a date that its schema can't say. */
export function judgeDay(value: string | null, limits: TimeLimits, at: Circumstances): readonly Issue[] {
  if (value === null || parseDate(value) === null) return [];
  const issues: Issue[] = [];
  const { min, max } = limits;
  const low = typeof min === 'object' ? boundDay(min, at) : null;
  const high = typeof max === 'object' ? boundDay(max, at) : null;
  if (low !== null && value < low) issues.push({ path: [], code: 'too_early', params: { min: low } });
  if (high !== null && value > high) issues.push({ path: [], code: 'too_late', params: { max: high } });
  return [...issues, ...weekdayIssues(value, limits)];
}

const weekdayIssues = (date: string, { weekdays = [] }: TimeLimits): readonly Issue[] =>
  weekdays.length > 0 && !weekdays.includes(weekday(date)) ? [{ path: [], code: 'weekday_not_allowed' }] : [];

const hourIssues = (clock: string, { hours }: TimeLimits): readonly Issue[] =>
  hours && (clock.slice(0, 5) < hours.from || clock.slice(0, 5) > hours.to)
    ? [{ path: [], code: 'hour_not_allowed', params: { ...hours } }]
    : [];

/**
 * The moment that a moving bound means: minutes and hours to the millisecond, days and longer by whole days of the
 * workspace, so that "not before today" lets all of today be chosen.
 */
function boundMoment(bound: MovingBound, side: 'min' | 'max', at: Circumstances): string | null {
  const { env } = at;
  if (isClock(bound.unit)) {
    const other = bound.from === 'now' ? env.now : at.value(bound.field ?? '');
    const base =
      typeof other === 'string' && DATE.test(other) ? zonedToInstant(`${other}T00:00:00.000`, env.tz) : other;
    if (typeof base !== 'string') return null;
    const moved = new Date(Date.parse(base) + bound.amount * MILLIS[bound.unit]);
    return Number.isNaN(moved.getTime()) ? null : moved.toISOString();
  }
  const day = boundDay(bound, at);
  return day && zonedToInstant(`${day}T${side === 'min' ? '00:00:00.000' : '23:59:59.999'}`, env.tz);
}

const isUnlimited = ({ min, max, weekdays, hours }: TimeLimits): boolean =>
  typeof min !== 'object' && typeof max !== 'object' && weekdays === undefined && hours === undefined;

/** What is wrong with a moment that its schema can't say. */
export function judgeMoment(value: string | null, limits: TimeLimits, at: Circumstances): readonly Issue[] {
  // Most fields ask for nothing, and the local time of a moment is dear where many records are written.
  if (value === null || isUnlimited(limits) || Number.isNaN(Date.parse(value))) return [];
  const { tz } = at.env;
  const issues: Issue[] = [];
  const low = typeof limits.min === 'object' ? boundMoment(limits.min, 'min', at) : null;
  const high = typeof limits.max === 'object' ? boundMoment(limits.max, 'max', at) : null;
  if (low !== null && value < low)
    issues.push({ path: [], code: 'too_early', params: { min: formatInstant(low, tz) } });
  if (high !== null && value > high)
    issues.push({
      path: [],
      code: 'too_late',
      params: { max: formatInstant(high, tz).replace(':59.999', '') },
    });
  const [date = '', clock = ''] = localDateTime(value, tz).split('T');
  return [...issues, ...weekdayIssues(date, limits), ...hourIssues(clock, limits)];
}

/** What is wrong with a time of the day that its schema can't say. */
export function judgeClock(value: string | null, limits: TimeLimits, at: Circumstances): readonly Issue[] {
  if (value === null || !CLOCK.test(value)) return [];
  const bound = (one: TimeBound | undefined): string | null => {
    const other = typeof one === 'object' ? at.value(one.field ?? '') : null;
    if (typeof one !== 'object' || typeof other !== 'string' || !CLOCK.test(other)) return null;
    const millis = isClock(one.unit) ? one.amount * MILLIS[one.unit] : 0;
    const moved = new Date(Date.parse(`2000-01-01T${other}Z`) + millis).toISOString();
    // Beyond midnight there is no bound within the day.
    return moved.startsWith('2000-01-01') ? moved.slice(11, 19) : null;
  };
  const [low, high] = [bound(limits.min), bound(limits.max)];
  const shown = (clock: string) => clock.replace(/:00$/, '');
  return [
    ...(low !== null && value < low ? [{ path: [], code: 'too_early', params: { min: shown(low) } }] : []),
    ...(high !== null && value > high ? [{ path: [], code: 'too_late', params: { max: shown(high) } }] : []),
  ];
}
