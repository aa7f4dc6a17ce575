import type { OptionDef } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { laneBody, laneId, laneOf, lanesOf, moveBetween, startsFolded } from './lanes.ts';

const option = (key: string, retired = false): OptionDef => ({
  key,
  label: { zh: key },
  ...(retired ? { retired } : {}),
});
const options = [option('new'), option('old', true), option('won')];

test('lanes follow the options; empty ones stay, retired ones only while used', () => {
  const lanes = lanesOf(options, [{ key: 'won', count: 2, sum: '30' }]);
  expect(lanes.map((l) => [l.key, l.count])).toEqual([
    ['new', 0],
    ['won', 2],
  ]);
  expect(lanesOf(options, [{ key: 'old', count: 1 }]).map((l) => l.key)).toEqual(['new', 'old', 'won']);
});

test('no record is without a lane', () => {
  const lanes = lanesOf(options, [
    { key: null, count: 3 },
    { key: 'removed', count: 1 },
  ]);
  expect(lanes.map((l) => l.key)).toEqual([null, 'new', 'won', 'removed']);
  expect(lanesOf(options, [{ key: null, count: 0 }]).map((l) => l.key)).toEqual(['new', 'won']);
});

test('a moved card takes its amount along, exactly', () => {
  const groups = [
    { key: 'new', count: 2, sum: '0.3' },
    { key: 'won', count: 0, sum: null },
  ];
  const moved = moveBetween(groups, 'new', 'won', '0.1');
  expect(moved).toEqual([
    { key: 'new', count: 1, sum: '0.2' },
    { key: 'won', count: 1, sum: '0.1' },
  ]);
  expect(moveBetween(moved, 'won', 'new', '0.1')).toEqual([groups[0], { key: 'won', count: 0, sum: '0' }]);
});

test('a card without an amount, or into a lane that had no group yet', () => {
  expect(moveBetween([{ key: 'new', count: 1 }], 'new', 'won', null)).toEqual([
    { key: 'new', count: 0 },
    { key: 'won', count: 1, sum: null },
  ]);
});

test('a lane asks for its own records within those of the view', () => {
  const open = { '!=': [{ var: 'stage' }, 'lost'] };
  const body = laneBody({ filter: open, search: 'x' }, 'stage', 'won', ['name']);
  expect(body.filter).toEqual({ and: [open, { '==': [{ var: 'stage' }, 'won'] }] });
  expect(body.search).toBe('x');
  expect(laneBody({}, 'stage', null, []).filter).toEqual({ is_empty: [{ var: 'stage' }] });
});

test('the lane without an option has a name of its own', () => {
  expect(laneOf(laneId(null))).toBeNull();
  expect(laneOf(laneId('won'))).toBe('won');
});

test('lanes of what was lost start folded', () => {
  expect(startsFolded(option('new'))).toBe(false);
  expect(startsFolded({ ...option('lost'), outcome: 'lost' } as OptionDef)).toBe(true);
});
