import { expect, it } from 'vitest';
import { type AutonumberConfig, autonumber } from './model.ts';

const numbered = (reset: 'never' | 'year' | 'month' | 'day'): AutonumberConfig => ({
  parts: [
    { kind: 'text', text: 'QT-' },
    { kind: 'date', format: 'YYYYMM' },
    { kind: 'counter', digits: 4, reset },
    { kind: 'text', text: '-X' },
  ],
});

it('tells the server how the next number is made', () => {
  expect(autonumber.numbering?.(numbered('month'), '2026-03-09')).toEqual({
    period: '2026-03',
    prefix: 'QT-202603',
    digits: 4,
    suffix: '-X',
  });
});

it('counts by the period after which the counter starts again', () => {
  const periods = (['never', 'year', 'month', 'day'] as const).map(
    (reset) => autonumber.numbering?.(numbered(reset), '2026-03-09').period,
  );
  expect(periods).toEqual(['', '2026', '2026-03', '2026-03-09']);
});
