import { expect, test } from 'vitest';
import { fillBuckets, fillGroups, MOST_GROUPS } from './fill.ts';

test('a line of months has no gaps between the first and the last', () => {
  expect(fillBuckets(['2026-02-01', '2025-11-01'], 'month')).toEqual([
    '2025-11-01',
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ]);
  expect(fillBuckets(['2025-12-29'], 'week', { last: '2026-01-12' })).toEqual([
    '2025-12-29',
    '2026-01-05',
    '2026-01-12',
  ]);
});

test('what was asked for is there without any record, and records beyond it are kept', () => {
  const asked = { first: '2026-01-01', last: '2026-03-01' };
  expect(fillBuckets([], 'month', asked)).toHaveLength(3);
  expect(fillBuckets(['2026-04-01'], 'month', asked).at(-1)).toBe('2026-04-01');
});

test('an open end is not guessed, and an endless line is left as it is', () => {
  expect(fillBuckets([], 'month')).toEqual([]);
  expect(fillBuckets([], 'month', { first: '2026-01-01' })).toEqual([]);
  expect(fillBuckets(['0001-01-01', '9999-12-31'], 'day')).toEqual([]);
  expect(fillBuckets(['9999-12-01'], 'month')).toEqual(['9999-12-01']);
});

const group = (value: string, ...dims: (string | null)[]) => ({ dims, values: [value] });

test('each value of a domain meets each value of the other dimensions', () => {
  const groups = [group('1', 'b', 'x'), group('2', 'a', 'y'), group('3', null, 'x')];
  const filled = fillGroups(groups, [['a', 'b', 'c'], undefined], ['0']);
  expect(filled.map(({ dims, values }) => [...dims, ...values].join())).toEqual([
    'a,x,0',
    'a,y,2',
    'b,x,1',
    'b,y,0',
    'c,x,0',
    'c,y,0',
    ',x,3',
    ',y,0',
  ]);
});

test('nothing is filled without a domain, or beyond all measure', () => {
  const groups = [group('1', 'b')];
  expect(fillGroups(groups, [undefined], ['0'])).toBe(groups);
  const endless = Array.from({ length: MOST_GROUPS + 1 }, (_, index) => String(index));
  expect(fillGroups(groups, [endless], ['0'])).toBe(groups);
});
