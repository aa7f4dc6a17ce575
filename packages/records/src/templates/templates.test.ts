import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dayFromToday, momentFromNow, momentOfDay } from './moments.ts';
import { inRange, PLATFORM_VERSION } from './platform.ts';
import { type PreparedRecord, wavesOf } from './sample.ts';

test('the platform version is the product’s', () => {
  const root = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'));
  expect(PLATFORM_VERSION).toBe(root.version);
});

test.each([
  ['0.1.0', '>=0.1.0', true],
  ['0.1.0', '>=0.1.0 <0.2.0', true],
  ['0.2.0', '>=0.1.0 <0.2.0', false],
  ['1.4.2', '^1.2.0', true],
  ['2.0.0', '^1.2.0', false],
  ['0.3.0', '^0.2.1', false],
  ['0.0.4', '^0.0.3', false],
  ['1.2.9', '~1.2.3', true],
  ['1.3.0', '~1.2.3', false],
  ['1.2.3', '1.2.3', true],
  ['1.2.4', '=1.2.3', false],
  ['1.10.0', '>1.9.0', true],
  ['1.10.0', '<=1.9.0', false],
])('version %s in range %s: %s', (version, range, inside) => {
  expect(inRange(version, range)).toBe(inside);
});

describe('relative dates', () => {
  const clock = { now: '2026-02-28T20:00:00.000Z', tz: 'Asia/Shanghai' };

  test('count days of the workspace’s calendar', () => {
    expect(dayFromToday(0, clock)).toBe('2026-03-01');
    expect(dayFromToday(-1, clock)).toBe('2026-02-28');
    expect(dayFromToday(366, clock)).toBe('2027-03-02');
    expect(dayFromToday(0.5, clock)).toBeUndefined();
  });

  test('stand at nine in the morning, but never later than now', () => {
    expect(momentOfDay(-1, clock)).toBe('2026-02-28T01:00:00.000Z');
    expect(momentOfDay(0, clock)).toBe(clock.now);
    expect(momentOfDay(1, clock)).toBe('2026-03-02T01:00:00.000Z');
  });

  test('go back and forth from now', () => {
    expect(momentFromNow('-2d3h', clock)).toBe('2026-02-26T17:00:00.000Z');
    expect(momentFromNow('+1d30m', clock)).toBe('2026-03-01T20:30:00.000Z');
    expect(momentFromNow('-0d0h', clock)).toBe(clock.now);
    for (const wrong of ['', '-', '3', '2h1d', 'd', '-1w'])
      expect(momentFromNow(wrong, clock)).toBeUndefined();
  });
});

describe('waves of sample records', () => {
  const record = (id: string, ...needs: string[]): PreparedRecord => ({
    form: 'a',
    id,
    row: { id, values: {} },
    needs: new Set(needs),
    path: ['sample', 'a', 0],
  });

  test('come after what they refer to, also within a form', () => {
    const records = [record('grandchild', 'child'), record('child', 'root'), record('root')];
    const waves = [...wavesOf(records)].map((wave) => wave.map((r) => r.id));
    expect(waves).toEqual([['root'], ['child'], ['grandchild']]);
  });

  test('end where records refer to each other in a circle', () => {
    expect(() => [...wavesOf([record('a', 'b'), record('b', 'a'), record('c')])]).toThrowError(
      expect.objectContaining({ code: 'definition_invalid' }),
    );
  });
});
