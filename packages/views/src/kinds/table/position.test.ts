import { expect, test } from 'vitest';
import { move } from './position.ts';

const grid = { rows: 100, cols: 5, page: 20 };
const at = { row: 10, col: 2 };

test.each([
  ['ArrowUp', false, 9, 2],
  ['ArrowDown', true, 99, 2],
  ['ArrowLeft', true, 10, 0],
  ['ArrowRight', false, 10, 3],
  ['Home', false, 10, 0],
  ['Home', true, 0, 0],
  ['End', true, 99, 4],
  ['PageUp', false, 0, 2],
  ['PageDown', false, 30, 2],
] as const)('%s (ctrl %s) leads to row %i, column %i', (key, ctrl, row, col) => {
  expect(move(at, { key, ctrl }, grid)).toEqual({ row, col });
});

test('other keys do not move, and nothing leads out of the grid', () => {
  expect(move(at, { key: 'a', ctrl: false }, grid)).toBeUndefined();
  expect(move({ row: 0, col: 0 }, { key: 'ArrowLeft', ctrl: false }, grid)).toEqual({ row: 0, col: 0 });
  expect(move({ row: 0, col: 0 }, { key: 'ArrowDown', ctrl: false }, { ...grid, rows: 0 })).toEqual({
    row: 0,
    col: 0,
  });
});
