import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

const cells = (...values: readonly (string | null)[]) => values.map((value) => ({ value, counted: true }));

test('adds up what is chosen without losing a digit', () => {
  expect(summaryOf(cells('0.1', '0.2', null, '-3', '90071992547409931'))).toEqual({
    filled: 4,
    numbers: {
      sum: '90071992547409928.3',
      average: '22517998136852482.075',
      least: '-3',
      most: '90071992547409931',
    },
  });
  expect(summaryOf(cells('1', '1', '2')).numbers?.average).toBe('1.3333');
});

test('counts what is filled in, and takes no text for a number', () => {
  const texts = ['12', '', null, ['a'], [] as readonly string[]].map((value) => ({ value, counted: false }));
  expect(summaryOf(texts)).toEqual({ filled: 2 });
  expect(summaryOf([])).toEqual({ filled: 0 });
});
