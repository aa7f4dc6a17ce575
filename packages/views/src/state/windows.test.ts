import { expect, test } from 'vitest';
import { extentOf, keptPages, MAX_ROWS, MOST_PAGES } from './windows.ts';

const page = (length: number, next: string | null) => ({ length, next });

test('however far one scrolls, as many pages stay at hand', () => {
  let kept: readonly string[] = [];
  let dropped = 0;
  for (let page = 0; page < 10_000; page++) {
    const next = keptPages(kept, [`${page}`, `${page + 1}`]);
    kept = next.kept;
    dropped += next.dropped.length;
    expect(kept.length).toBeLessThanOrEqual(MOST_PAGES);
  }
  expect(kept.at(-1)).toBe('10000');
  expect(dropped).toBe(10_001 - MOST_PAGES);
  const many = Array.from({ length: 30 }, (_, page) => `x${page}`);
  expect(keptPages(kept, many).kept).toEqual(many);
});

test('the length is the total while it is exact', () => {
  expect(extentOf({ value: 62, kind: 'exact' }, new Map([[0, page(62, null)]]))).toEqual({
    rows: 62,
    exact: true,
  });
  expect(extentOf({ value: 0, kind: 'exact' }, new Map([[0, page(0, null)]]))).toEqual({
    rows: 0,
    exact: true,
  });
});

test('the last page ends an estimated list, a page beyond the estimate stretches it', () => {
  const estimate = { value: 12_000, kind: 'estimate' } as const;
  expect(extentOf(estimate, new Map([[0, page(100, 'c')]]))).toEqual({ rows: 12_000, exact: false });
  const short = new Map([
    [0, page(100, 'c')],
    [110, page(40, null)],
  ]);
  expect(extentOf(estimate, short)).toEqual({ rows: 11_040, exact: true });
  expect(extentOf(estimate, new Map([[130, page(100, 'd')]]))).toEqual({ rows: 13_101, exact: false });
});

test('rows were added since the total was counted', () => {
  expect(extentOf({ value: 100, kind: 'exact' }, new Map([[0, page(100, 'c')]]))).toEqual({
    rows: 101,
    exact: false,
  });
});

test('a scrollbar ends where an offset can not reach', () => {
  expect(extentOf({ value: 5_000_000, kind: 'estimate' }, new Map()).rows).toBe(MAX_ROWS);
});
