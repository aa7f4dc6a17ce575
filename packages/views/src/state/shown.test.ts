import { compileForm, filterFields } from '@trellis/forms/model';
import { JSON_SCHEMA_DIALECT, type JsonObject, type ViewDocument } from '@trellis/metadata';
import { expect, test } from 'vitest';
import { added } from './adjustment.ts';
import { asSaved, isAdjusted, shownView } from './shown.ts';

const field = (type: string, config: JsonObject = {}) => ({
  title: type,
  trellis: { type, label: { zh: type }, config },
});
const form = compileForm('crm:deal', {
  $schema: JSON_SCHEMA_DIALECT,
  type: 'object',
  title: '商机',
  properties: {
    name: field('text'),
    amount: field('number'),
    stage: field('select', { options: [{ key: 'new', label: { zh: '新' } }] }),
  },
  required: [],
  additionalProperties: false,
  trellis: { vocabulary: 1, label: { zh: '商机' }, titleField: 'name', layout: [] },
});
const fields = filterFields(form);
const view: ViewDocument = {
  vocabulary: 1,
  form: 'deal',
  kind: 'table',
  label: { zh: '全部' },
  filter: { '>': [{ var: 'amount' }, '1'] },
  sort: [{ field: 'name', dir: 'asc' }],
  quick: ['stage'],
  config: { columns: [{ field: 'name' }, { field: 'amount' }] },
};
const byAmount = [{ field: 'amount', dir: 'desc' as const }];
const inNew = { op: 'in', value: ['new'] };

test('without anything else the view decides', () => {
  const { view: shown, picked, query } = shownView(view, {}, {}, fields);
  expect(shown).toEqual(view);
  expect(picked).toEqual({});
  expect(query).toEqual({ filter: view.filter, sort: view.sort });
});

test('the address goes before what the member adjusted, and that before the view', () => {
  const adjustment = { sort: byAmount, group: [{ field: 'stage' }], rowHeight: 'tall' as const };
  expect(shownView(view, adjustment, {}, fields).view).toMatchObject(adjustment);
  const state = { sort: [{ field: 'stage', dir: 'asc' as const }], group: [] };
  expect(shownView(view, adjustment, state, fields).view).toMatchObject({ ...state, rowHeight: 'tall' });
});

test('a column that the view gained stands after its neighbour in what the member chose', () => {
  const adjustment = { config: { columns: [{ field: 'amount', width: 90 }] } };
  const { columns } = shownView(view, adjustment, {}, fields).view.config;
  expect(columns).toEqual([{ field: 'name' }, { field: 'amount', width: 90 }]);
});

test('picked values narrow down, but only of fields that the view offers, and only when they are whole', () => {
  const picked = { stage: inNew, amount: { op: 'eq', value: '3' } };
  const shown = shownView(view, { quick: picked }, {}, fields);
  expect(shown.picked).toEqual({ stage: inNew });
  expect(shown.query.filter).toEqual({ and: [view.filter, { in: [{ var: 'stage' }, ['new']] }] });
  const half = shownView(view, {}, { quick: { stage: { op: 'in', value: [] } } }, fields);
  expect(half.query.filter).toEqual(view.filter);
  // An empty choice in the address is a choice.
  expect(shownView(view, { quick: picked }, { quick: {} }, fields).picked).toEqual({});
});

test('a locked view stays as it is, whatever was adjusted before', () => {
  const locked = { ...view, locked: true };
  expect(shownView(locked, { sort: byAmount, quick: { stage: inNew } }, {}, fields)).toEqual({
    view: locked,
    picked: {},
    query: { filter: view.filter, sort: view.sort },
  });
  expect(shownView(locked, {}, { sort: byAmount }, fields).query.sort).toEqual(byAmount);
});

test('changes of an adjustment add up, and undefined takes a part back', () => {
  const first = added({}, { sort: byAmount, config: { frozen: 1 } });
  const second = added(first, { sort: undefined, config: { columns: [] } });
  expect(second).toEqual({ config: { frozen: 1, columns: [] } });
  expect(isAdjusted(second, {})).toBe(true);
  // Folding and picking is looking, not adjusting.
  expect(isAdjusted({ folded: ['x'], quick: {} }, {})).toBe(false);
  expect(isAdjusted({}, { group: [] })).toBe(true);
  expect(asSaved({ view: 'all', sort: byAmount, group: [], quick: {}, search: 'x' })).toEqual({
    view: 'all',
    search: 'x',
  });
});
