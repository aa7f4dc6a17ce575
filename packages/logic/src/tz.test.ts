import { describe, expect, it } from 'vitest';
import { addMonths, addUnits, endOfUnit, parseDate, parseTime, startOfUnit } from './calendar.ts';
import {
  dayRange,
  firstInstant,
  isZone,
  localDate,
  localDateTime,
  normalizeInstant,
  zonedToInstant,
} from './tz.ts';

describe('instants', () => {
  it.each([
    ['2026-03-01T08:00:00+08:00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01 08:00+0800', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T00:00:00.1234Z', '2026-03-01T00:00:00.123Z'],
    ['2026-02-30T00:00:00Z', null],
    ['2026-03-01T24:00:00Z', null],
    ['2026-03-01T23:59:60.000Z', null],
    ['2026-03-01T00:00:00', null],
    ['0001-01-01T00:00:00.000Z', null],
    ['9999-12-31T00:00:00.000Z', null],
    ['+010000-01-01T00:00:00Z', null],
  ])('%s is %s', (input, expected) => {
    expect(normalizeInstant(input)).toBe(expected);
  });
});

describe('zones', () => {
  it('know their days', () => {
    expect(localDate('2026-02-28T16:00:00.000Z', 'Asia/Shanghai')).toBe('2026-03-01');
    expect(localDateTime('1986-06-01T00:00:00.000Z', 'Asia/Shanghai')).toBe('1986-06-01T09:00:00.000');
    expect(localDateTime('0001-01-02T00:00:00.000Z', 'America/New_York')).toBe('0001-01-01T19:03:58.000');
    expect([isZone('Asia/Shanghai'), isZone('Asia/Atlantis')]).toEqual([true, false]);
  });

  it('count on where the clock skips, and take the second where it repeats', () => {
    expect(zonedToInstant('2026-03-29T02:30:00.000', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(zonedToInstant('2026-10-25T02:30:00.000', 'Europe/Berlin')).toBe('2026-10-25T01:30:00.000Z');
    expect(zonedToInstant('2026-07-01T12:00:00.000', 'Europe/Berlin')).toBe('2026-07-01T10:00:00.000Z');
  });

  it('have days of 23 and 25 hours', () => {
    const hours = (date: string): number => {
      const { start, end } = dayRange(date, 'Europe/Berlin')!;
      return (Date.parse(end) - Date.parse(start)) / 3_600_000;
    };
    expect(['2026-03-29', '2026-10-25', '2026-06-01'].map(hours)).toEqual([23, 25, 24]);
    expect(dayRange('9999-12-31', 'Europe/Berlin')).toBeNull();
  });
});

describe('calendar', () => {
  it('knows which days exist', () => {
    const days = [
      '2024-02-29',
      '2025-02-29',
      '1900-02-29',
      '2000-02-29',
      '0000-01-01',
      '0001-01-01',
      '2025-13-01',
    ];
    expect(days.map((day) => parseDate(day) !== null)).toEqual([
      true,
      false,
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(['14:30', '14:30:05', '24:00', '23:59:60', '9:00'].map(parseTime)).toEqual([
      '14:30:00',
      '14:30:05',
      null,
      null,
      null,
    ]);
  });

  it('clamps months and stays within years 1 to 9999', () => {
    expect([1, 13, -1, -12 * 2024].map((months) => addMonths('2024-01-31', months))).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2023-12-31',
      null,
    ]);
    expect(addUnits('9999-12-31', 1, 'day')).toBeNull();
    expect(addUnits('0001-01-08', -1, 'week')).toBe('0001-01-01');
  });

  it('starts weeks on Monday', () => {
    expect([startOfUnit('2026-03-01', 'week'), endOfUnit('2026-02-23', 'week')]).toEqual([
      '2026-02-23',
      '2026-03-01',
    ]);
    expect([startOfUnit('0001-01-01', 'week'), endOfUnit('9999-12-31', 'week')]).toEqual([
      '0001-01-01',
      null,
    ]);
    expect([startOfUnit('2026-05-09', 'quarter'), endOfUnit('2024-02-09', 'quarter')]).toEqual([
      '2026-04-01',
      '2024-03-31',
    ]);
  });
});

it('a day begins with its first midnight, also where the clock shows two', () => {
  expect(firstInstant('2026-03-01', 'Asia/Shanghai')).toBe('2026-02-28T16:00:00.000Z');
  // Cuba puts the clock back from 1:00 to 0:00.
  expect(firstInstant('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  // and forward from 0:00 to 1:00.
  expect(firstInstant('2026-03-08', 'America/Havana')).toBe('2026-03-08T05:00:00.000Z');
});
