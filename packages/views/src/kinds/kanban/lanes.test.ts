import type { OptionDef } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { laneId, laneOf, lanesOf, limitOf, reordered, startsFolded } from './lanes.ts';

const option = (key: string, retired = false): OptionDef => ({
  key,
  label: { zh: key },
  ...(retired ? { retired } : {}),
});
const options = [option('new'), option('old', true), option('won')];
const keys = (...given: Parameters<typeof lanesOf>) => lanesOf(...given).map(({ key }) => key);

test('lanes follow the options; empty ones stay, retired ones only while used', () => {
  const lanes = lanesOf(options, [{ key: 'won', count: 2, sum: '30' }]);
  expect(lanes.map((l) => [l.key, l.count])).toEqual([
    ['new', 0],
    ['won', 2],
  ]);
  expect(keys(options, [{ key: 'old', count: 1 }])).toEqual(['new', 'old', 'won']);
});

test('no record is without a lane', () => {
  const groups = [
    { key: null, count: 3 },
    { key: 'removed', count: 1 },
  ];
  expect(keys(options, groups)).toEqual([null, 'new', 'won', 'removed']);
  expect(keys(options, [{ key: null, count: 0 }])).toEqual(['new', 'won']);
});

test('people and records have a lane while they have cards, in the order of the answer', () => {
  const groups = [
    { key: 'li', count: 1 },
    { key: 'wang', count: 4 },
    { key: 'gone', count: 0 },
    { key: null, count: 2 },
  ];
  expect(keys(undefined, groups)).toEqual([null, 'li', 'wang']);
  expect(keys(undefined, groups, { order: 'count' })).toEqual(['wang', null, 'li']);
  expect(keys(undefined, groups, { first: ['wang', '-none-'] })).toEqual(['wang', null, 'li']);
});

test('empty lanes can be left out', () => {
  expect(keys(options, [{ key: 'won', count: 2 }], { hideEmpty: true })).toEqual(['won']);
});

test('a lane that is moved stays between the ends', () => {
  const lanes = lanesOf(options, []);
  expect(reordered(lanes, 'won', -1)).toEqual(['won', 'new']);
  expect(reordered(lanes, 'won', 1)).toEqual(['new', 'won']);
  expect(reordered(lanes, 'nope', 1)).toEqual(['new', 'won']);
});

test('a limit is that of the lane, else that of all others', () => {
  const limits = { new: 3, '*': 9 };
  expect(['new', 'won', null].map((key) => limitOf(limits, key))).toEqual([3, 9, 9]);
  expect(limitOf(undefined, 'new')).toBeUndefined();
});

test('the lane without a value has a name of its own', () => {
  expect(laneOf(laneId(null))).toBeNull();
  expect(laneOf(laneId('won'))).toBe('won');
});

test('lanes of what was lost start folded', () => {
  expect(startsFolded(option('new'))).toBe(false);
  expect(startsFolded({ ...option('lost'), outcome: 'lost' } as OptionDef)).toBe(true);
});
