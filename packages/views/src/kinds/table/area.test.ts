import { expect, test } from 'vitest';
import { areaOf, holds, isOneCell, pasted, repeated, rowsIn } from './area.ts';

const area = areaOf({ row: 5, col: 3 }, { row: 2, col: 1 });

test('two corners make an area, whichever comes first', () => {
  expect(area).toEqual({ top: 2, bottom: 5, left: 1, right: 3 });
  expect(rowsIn(area)).toBe(4);
  expect(isOneCell(area)).toBe(false);
  expect(holds(area, 5, 3)).toBe(true);
  expect(holds(area, 6, 3)).toBe(false);
});

test('a block fills a selection that it fits into several times, and stands once in any other', () => {
  expect(pasted(area, { rows: 1, cols: 1 })).toEqual({ rows: 4, cols: 3 });
  expect(pasted(area, { rows: 2, cols: 3 })).toEqual({ rows: 4, cols: 3 });
  expect(pasted(area, { rows: 3, cols: 2 })).toEqual({ rows: 3, cols: 2 });
  expect(pasted(area, { rows: 9, cols: 9 })).toEqual({ rows: 9, cols: 9 });
});

test('filling upwards repeats the source from its end', () => {
  expect([-3, -2, -1, 0, 1, 2, 3].map((index) => repeated(index, 3))).toEqual([0, 1, 2, 0, 1, 2, 0]);
});
