import { expect, it } from 'vitest';
import { type AutonumberConfig, autonumber } from './model.ts';

const numbered = (reset: 'never' | 'year' | 'month' | 'week' | 'day'): AutonumberConfig => ({
  parts: [
    { kind: 'text', text: 'QT-' },
    { kind: 'date', format: 'YYYYMM' },
    { kind: 'counter', digits: 4, reset },
    { kind: 'text', text: '-X' },
  ],
});

it('tells the server how the next number is made', () => {
  expect(autonumber.numbering?.(numbered('month'), '2026-03-09', () => '')).toEqual({
    period: '2026-03',
    prefix: 'QT-202603',
    digits: 4,
    suffix: '-X',
  });
});

it('counts by the period after which the counter starts again', () => {
  const periods = (['never', 'year', 'month', 'week', 'day'] as const).map(
    (reset) => autonumber.numbering?.(numbered(reset), '2026-03-09', () => '').period,
  );
  expect(periods).toEqual(['', '2026', '2026-03', '2026-W11', '2026-03-09']);
});

it('knows whose year a week belongs to', () => {
  const weeks = ['2024-12-29', '2024-12-30', '2026-01-01', '2027-01-03', '2027-01-04'].map(
    (day) => autonumber.numbering?.(numbered('week'), day, () => '').period,
  );
  expect(weeks).toEqual(['2024-W52', '2025-W01', '2026-W01', '2026-W53', '2027-W01']);
});

it('takes parts from other fields and a first number', () => {
  const config: AutonumberConfig = {
    parts: [
      { kind: 'field', field: 'kind' },
      { kind: 'date', format: 'YYMMDD' },
      { kind: 'counter', digits: 3, reset: 'never', start: 100 },
    ],
  };
  const made = autonumber.numbering?.(config, '2026-03-09', (key) => (key === 'kind' ? '合同' : ''));
  expect(made).toEqual({ period: '', prefix: '合同260309', digits: 3, suffix: '', start: 100 });
});
