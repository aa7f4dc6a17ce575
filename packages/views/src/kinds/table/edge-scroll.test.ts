import { expect, test } from 'vitest';
import { edgeStep } from './edge-scroll.ts';

test('scrolls only at the edges, away from the middle, and faster the further beyond', () => {
  expect(edgeStep(300, 100, 500)).toBe(0);
  expect(edgeStep(117, 100, 500)).toBe(0);
  expect(edgeStep(110, 100, 500)).toBeLessThan(0);
  expect(edgeStep(495, 100, 500)).toBeGreaterThan(0);
  expect(edgeStep(560, 100, 500)).toBeGreaterThan(edgeStep(510, 100, 500));
  expect(edgeStep(9_000, 100, 500)).toBe(48);
  expect(edgeStep(-9_000, 100, 500)).toBe(-48);
});
