import type { Issue, ViewDocument } from '@trellis/metadata';
import { describe, expect, it } from 'vitest';
import { viewChanges, withoutReleased } from './views.ts';

const table: ViewDocument = {
  vocabulary: 1,
  form: 'deal',
  kind: 'table',
  label: { zh: '全部' },
  sort: [
    { field: 'amount', dir: 'desc' },
    { field: 'name', dir: 'asc' },
  ],
  config: { columns: [{ field: 'name' }, { field: 'amount', width: 90 }, { field: '_owner_id' }] },
};
const board: ViewDocument = {
  vocabulary: 1,
  form: 'deal',
  kind: 'kanban',
  label: { zh: '看板' },
  config: { lane: 'stage', sum: 'amount', card: ['amount', 'closes'] },
};
const views = new Map([
  ['all', table],
  ['board', board],
]);

describe('viewChanges', () => {
  it('lets views go of a deleted field wherever they only show it', () => {
    const { released, widened } = viewChanges(views, ['amount'], []);
    expect(released.get('all')).toMatchObject({
      sort: [{ field: 'name', dir: 'asc' }],
      config: { columns: [{ field: 'name' }, { field: '_owner_id' }] },
    });
    expect(released.get('board')?.config).toEqual({ lane: 'stage', card: ['closes'] });
    expect(widened).toBeUndefined();
  });

  it('leaves views alone that do not show it, and what a board is built on', () => {
    expect(viewChanges(views, ['phone', 'stage'], []).released.size).toBe(0);
  });

  it('widens the first table, without what it let go of', () => {
    const { widened } = viewChanges(views, ['amount'], ['score']);
    expect(widened?.[0]).toBe('all');
    expect(widened?.[1].config).toEqual({
      columns: [{ field: 'name' }, { field: 'score' }, { field: '_owner_id' }],
    });
  });
});

it('keeps the issues that letting go does not solve', () => {
  const at = (...path: (string | number)[]): Issue => ({ path, code: 'unknown_field' });
  const kept = [
    at('views', 'all', 'filter'),
    at('views', 'mine', 'config', 'columns', 0),
    at('properties', 'a'),
  ];
  const solved = [
    at('views', 'all', 'config', 'columns', 1, 'field'),
    at('views', 'all', 'sort', 0, 'field'),
  ];
  expect(withoutReleased([...solved, ...kept], new Map([['all', table]]))).toEqual(kept);
});
