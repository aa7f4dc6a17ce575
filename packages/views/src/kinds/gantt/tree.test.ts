import { expect, test } from 'vitest';
import { behind, closed, followed, isRoot, type Opened } from './tree.ts';

const open = (id: string, within: string, index: number, count = 2): Opened => ({ id, within, index, count });

test('a condition is asked of the record above, but for the person, the moment and elements of lists', () => {
  const filter = {
    and: [
      { '==': [{ var: 'owner.name' }, { var: '$member.name' }] },
      { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, { var: 'least' }] }] },
    ],
  };
  expect(behind(filter, 'parent')).toEqual({
    and: [
      { '==': [{ var: 'parent.owner.name' }, { var: '$member.name' }] },
      { some: [{ var: 'parent.lines' }, { '>': [{ var: 'row.price' }, { var: 'parent.least' }] }] },
    ],
  });
});

test('what the list leaves out has its parts stand at the top', () => {
  expect(isRoot('parent', undefined)).toEqual({ is_empty: [{ var: 'parent._id' }] });
  expect(isRoot('parent', { '==': [{ var: 'open' }, true] })).toEqual({
    or: [{ is_empty: [{ var: 'parent._id' }] }, { '!=': [{ '==': [{ var: 'parent.open' }, true] }, true] }],
  });
});

const tree = [open('a', 'all', 3), open('b', 'a', 0), open('c', 'b', 1), open('d', 'all', 5)];
const ids = (list: readonly Opened[]) => list.map(({ id }) => id);

test('folding one folds all below it', () => {
  expect(ids(closed(tree, 'a'))).toEqual(['d']);
  expect(ids(closed(tree, 'c'))).toEqual(['a', 'b', 'd']);
});

test('what is open follows its record; what is gone or has no parts any more is closed', () => {
  const stays = followed(
    tree,
    ({ index }) => index,
    () => undefined,
  );
  expect(stays).toBe(tree);
  const moved = followed(
    tree,
    ({ id, index }) => (id === 'd' ? 6 : index),
    (id) => (id === 'c' ? 9 : undefined),
  );
  expect(moved).toEqual([tree[0], tree[1], open('c', 'b', 1, 9), open('d', 'all', 6)]);
  expect(
    ids(
      followed(
        tree,
        ({ id }) => (id === 'b' ? null : undefined),
        () => undefined,
      ),
    ),
  ).toEqual(['a', 'd']);
  expect(
    ids(
      followed(
        tree,
        () => undefined,
        (id) => (id === 'a' ? 0 : undefined),
      ),
    ),
  ).toEqual(['d']);
});
