import { compileForm } from '@trellis/forms/model';
import { JSON_SCHEMA_DIALECT, type JsonObject } from '@trellis/metadata';
import type { RecordData, Reply } from '@trellis/ui/react';
import { describe, expect, test } from 'vitest';
import type { FormInfo } from '../../catalog/catalog.ts';
import { prefillAt } from './adding.ts';
import { dimensionOf, inLane, keyIn } from './dimension.ts';
import { dueOf } from './due.ts';
import {
  changeBetween,
  changed,
  isSamePlace,
  type Layout,
  opposite,
  type Place,
  placeId,
  placeIn,
  placeOf,
  refusalOf,
} from './moves.ts';
import { countedAfter, type Move, withMoves } from './overlay.ts';

const field = (type: string, config: JsonObject = {}, more: JsonObject = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config, ...more },
});
const options = ['new', 'talk', 'won'].map((key) => ({ key, label: { zh: key } }));
const form = compileForm('crm:deal', {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    name: field('text'),
    stage: field('stage', { options, moves: { won: ['talk'] } }),
    grade: field('select', {
      options: [
        { key: 'a', label: { zh: '甲' } },
        { key: 'b', label: { zh: '乙' }, retired: true },
      ],
    }),
    hot: field('checkbox'),
    contact: field('member'),
    tags: field('multi_select', { options }),
    amount: field('money'),
    closes: field('date'),
  },
  required: ['stage'],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'name', stageField: 'stage', layout: [] },
});
const info: FormInfo = {
  form,
  label: { zh: '商机' },
  actions: new Set(['view', 'edit', 'create']),
  readonly: new Set(['grade']),
  views: new Map(),
};
const record = (id: string, values: JsonObject, owner: string | null = null): RecordData => ({
  id,
  version: 1,
  values,
  meta: { owner } as RecordData['meta'],
});
const dimension = (key: string) => {
  const found = dimensionOf(info, key);
  if (!found) throw new Error(key);
  return found;
};
const layout: Layout = { lane: dimension('stage'), swim: dimension('_owner_id') };

describe('dimensions', () => {
  test('are made of what records share', () => {
    expect(
      ['tags', 'name', 'amount', '_id', '_created_at', 'nope', undefined].map((key) =>
        dimensionOf(info, key),
      ),
    ).toEqual(Array(7).fill(undefined));
    expect(dimension('contact').options).toBeUndefined();
    expect(dimension('contact').member).toBe(true);
    expect(dimension('hot').options?.map(({ key }) => key)).toEqual(['false', 'true']);
  });

  test('say who may put cards elsewhere', () => {
    expect(['stage', 'grade', '_owner_id', '_created_by'].map((key) => dimension(key).writable)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    const reader = { ...info, actions: new Set(['view'] as const) };
    expect(dimensionOf(reader, '_owner_id')?.writable).toBe(false);
  });

  test('read a record and ask for its like', () => {
    const one = record('1', { stage: 'new', hot: true, grade: null }, 'li');
    expect(['stage', 'hot', 'grade', '_owner_id'].map((key) => keyIn(dimension(key), one))).toEqual([
      'new',
      'true',
      null,
      'li',
    ]);
    expect(inLane(dimension('hot'), 'true')).toEqual({ '==': [{ var: 'hot' }, true] });
    expect(inLane(dimension('grade'), null)).toEqual({ is_empty: [{ var: 'grade' }] });
  });
});

describe('a move', () => {
  const before = record('1', { stage: 'new', amount: '5' }, 'li');
  const from = placeIn(layout, before);

  test('writes what differs between two places, and back', () => {
    const to: Place = { lane: 'talk', swim: 'wang' };
    const change = changeBetween(layout, from, to);
    expect(change).toEqual({ set: { stage: 'talk' }, owner: 'wang' });
    const after = changed(before, change);
    expect(placeIn(layout, after)).toEqual(to);
    expect(placeIn(layout, changed(after, opposite(before, change)))).toEqual(from);
    expect(changeBetween(layout, from, { lane: 'talk', swim: 'li' })).toEqual({ set: { stage: 'talk' } });
    expect(changeBetween({ lane: dimension('hot') }, { lane: null }, { lane: 'false' })).toEqual({
      set: { hot: false },
    });
  });

  test('is refused by the rules of its fields', () => {
    const lane = (key: string, a: string | null, b: string | null) =>
      refusalOf({ lane: dimension(key) }, { lane: a }, { lane: b });
    expect(lane('stage', 'new', 'won')).toBeUndefined();
    expect(lane('stage', 'won', 'new')).toMatchObject({ issue: { code: 'step_not_allowed' } });
    expect(lane('stage', 'new', null)).toEqual({ why: 'required', field: 'stage' });
    expect(lane('stage', 'new', 'removed')).toEqual({ why: 'retired', field: 'stage' });
    expect(lane('grade', null, 'a')).toEqual({ why: 'fixed', field: 'grade' });
    expect(lane('contact', 'li', null)).toBeUndefined();
    expect(refusalOf(layout, { lane: 'won', swim: 'li' }, { lane: 'won', swim: 'wang' })).toBeUndefined();
  });

  test('retired options take no cards', () => {
    const writable = { ...info, readonly: new Set<string>() };
    const grade = dimensionOf(writable, 'grade');
    expect(grade && refusalOf({ lane: grade }, { lane: 'a' }, { lane: 'b' })).toEqual({
      why: 'retired',
      field: 'grade',
    });
  });

  test('places have names that are read back', () => {
    for (const place of [
      { lane: 'new' },
      { lane: null },
      { lane: 'new', swim: null },
      { lane: null, swim: 'li' },
    ])
      expect(placeOf(placeId(place))).toEqual(place);
    expect(isSamePlace({ lane: null }, { lane: null, swim: null })).toBe(false);
  });
});

describe('over the answers of the server', () => {
  const rows = ['2026-03-01', '2026-03-05', null].map((closes, index) => ({
    record: record(`${index}`, { stage: 'talk', closes, amount: '1' }),
    refs: {},
  }));
  const sort = [{ field: 'closes', dir: 'asc' as const }];
  const moveTo = (lane: string, one: RecordData): Move => ({
    record: one,
    refs: {},
    from: { lane: 'new' },
    to: { lane },
    uncounted: true,
  });
  const ids = (moves: readonly Move[], order: Parameters<typeof withMoves>[3] = sort, lane = 'talk') =>
    withMoves(rows, moves, { lane }, order, form).map((row) => row.record.id);

  test('a card stands where the order of the view puts it', () => {
    const at = (closes: string | null) => ids([moveTo('talk', record('x', { closes }))]);
    expect(at('2026-03-02')).toEqual(['0', 'x', '1', '2']);
    expect(at('2026-02-01')).toEqual(['x', '0', '1', '2']);
    expect(at('2026-09-01')).toEqual(['0', '1', 'x', '2']);
    expect(at(null)).toEqual(['0', '1', '2', 'x']);
    expect(ids([moveTo('talk', record('x', {}))], [])).toEqual(['x', '0', '1', '2']);
    expect(ids([moveTo('talk', record('x', {}))], [{ field: 'name', dir: 'asc' }])).toEqual([
      'x',
      '0',
      '1',
      '2',
    ]);
  });

  test('a card is in one place, however often it was moved and whatever was fetched', () => {
    const [first] = rows;
    if (!first) throw new Error('no rows');
    expect(ids([moveTo('won', first.record)])).toEqual(['1', '2']);
    expect(ids([moveTo('won', first.record), moveTo('talk', first.record)])).toEqual(['0', '1', '2']);
  });

  test('counts and sums go along, exactly', () => {
    const group = (keys: (string | null)[], count: number, sum: string | null) => ({
      keys,
      count,
      totals: { amount: sum },
    });
    const data: Reply<'groupRecords'> = {
      groups: [group(['new'], 2, '0.3'), group(['new', 'li'], 2, '0.3'), group(['talk'], 0, null)],
      more: false,
      all: { count: 2, totals: {} },
      refs: {},
    };
    const move = {
      record: record('x', { amount: '0.1' }),
      from: { lane: 'new', swim: 'li' },
      to: { lane: 'talk', swim: 'li' },
    };
    expect(countedAfter(data, ['lane', 'swim'], move, 'amount').groups).toEqual([
      group(['new'], 1, '0.2'),
      group(['new', 'li'], 1, '0.2'),
      group(['talk'], 1, '0.1'),
      group(['talk', 'li'], 1, '0.1'),
    ]);
    expect(countedAfter(data, ['swim'], move, 'amount').groups).toEqual(data.groups);
    const nothing = { ...move, record: record('x', {}) };
    expect(countedAfter(data, ['lane'], nothing, 'amount').groups[2]).toEqual(group(['talk'], 1, null));
  });
});

test('records are made where they will stand', () => {
  const rules = { info, layout, me: 'li' };
  expect(prefillAt(rules, { lane: 'new' })).toEqual({ stage: 'new' });
  expect(prefillAt(rules, { lane: 'new', swim: 'li' })).toEqual({ stage: 'new' });
  expect(prefillAt(rules, { lane: 'new', swim: 'wang' })).toBeUndefined();
  expect(prefillAt(rules, { lane: null })).toBeUndefined();
  expect(prefillAt({ ...rules, layout: { lane: dimension('grade') } }, { lane: 'a' })).toBeUndefined();
  expect(prefillAt({ ...rules, info: { ...info, actions: new Set() } }, { lane: 'new' })).toBeUndefined();
});

test('a day is over when it has passed, a moment at once', () => {
  const now = '2026-11-22T16:30:00.000Z';
  const due = (value: unknown) => dueOf(value, now, 'Asia/Shanghai');
  expect(due('2026-11-23')).toEqual({ day: '2026-11-23', days: 0, over: false });
  expect(due('2026-11-22')).toEqual({ day: '2026-11-22', days: -1, over: true });
  expect(due('2026-11-22T16:00:00.000Z')).toEqual({ day: '2026-11-23', days: 0, over: true });
  expect([null, '', 'x'].map(due)).toEqual([undefined, undefined, undefined]);
});
