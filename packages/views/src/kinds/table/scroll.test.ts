import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AT_TOP, barTop, elementHeight, listTop, MOST_PX, scrolled } from './scroll.ts';

const million = { height: 36_000_000, view: 800 };
const few = { height: 36_000, view: 800 };

test('a list that a browser can hold is scrolled as it is', () => {
  expect(elementHeight(few.height)).toBe(few.height);
  expect(scrolled(AT_TOP, 512, few)).toEqual({ top: 512, base: 0 });
});

test('the bar reaches both ends of a million rows, and every place of it leads back to itself', () => {
  expect(elementHeight(million.height)).toBe(MOST_PX);
  expect(listTop(0, million)).toBe(0);
  expect(listTop(MOST_PX - million.view, million)).toBe(million.height - million.view);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: million.height - million.view }), (top) => {
      expect(listTop(barTop(top, million), million)).toBeCloseTo(top, 3);
    }),
    { seed: 7 },
  );
});

test('a step of the wheel moves by its own px anywhere; a jump goes where the bar points', () => {
  const middle = scrolled(AT_TOP, 4_000_000, million);
  expect(middle.top).toBeCloseTo(18_000_000, -5);
  const next = scrolled(middle, 4_000_120, million);
  expect(next.top - middle.top).toBeCloseTo(120, 3);
  expect(next.base).toBeCloseTo(middle.base, 3);
  expect(scrolled(next, 0, million)).toEqual(AT_TOP);
});
