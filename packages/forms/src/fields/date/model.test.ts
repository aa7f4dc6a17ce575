import { expect, it } from 'vitest';
import { read } from '../../testing/text.ts';
import { date } from './model.ts';

it.each([
  ['2025-2-3', '2025-02-03'],
  ['2025/02/03', '2025-02-03'],
  ['2025.2.3', '2025-02-03'],
  ['２０２５年２月３日', '2025-02-03'],
  ['20250203', '2025-02-03'],
  ['2025-02-03 14:30:00', '2025-02-03'],
  ['2025-02-03T14:30:00.000Z', '2025-02-03'],
  ['2024-02-29', '2024-02-29'],
  ['2025-02-29', ['invalid_date']],
  ['2025-02-30', ['invalid_date']],
  ['2025-13-01', ['invalid_date']],
  ['0000-01-01', ['invalid_date']],
  ['2025-02-031430', ['invalid_date']],
  ['2025-02-03 and more', ['invalid_date']],
  // A serial number of a spreadsheet can't be told from any other number.
  ['45000', ['invalid_date']],
])('reads %s', (text, value) => {
  expect(read(date, text)).toEqual(value);
});

it('reads the year last by the order that the reader names', () => {
  expect(read(date, '3/1/2017', {}, { dateOrder: 'mdy' })).toBe('2017-03-01');
  expect(read(date, '3/1/2017', {}, { dateOrder: 'dmy' })).toBe('2017-01-03');
  expect(read(date, '31/1/2017')).toBe('2017-01-31');
  expect(read(date, '31/1/2017', {}, { dateOrder: 'mdy' })).toEqual(['invalid_date']);
});

it('takes only the canonical form from clients', () => {
  expect(date.normalise('2025-02-03', {})).toEqual({ ok: true, value: '2025-02-03' });
  for (const input of ['2025-2-3', '2025-02-30', 20_250_203, true])
    expect(date.normalise(input, {}).ok).toBe(false);
});

it('refuses reversed bounds', () => {
  const around = { fieldsOf: () => undefined };
  expect(date.check?.({ min: '2025-01-02', max: '2025-01-01' }, around)).toMatchObject([
    { code: 'range_reversed' },
  ]);
  expect(date.check?.({ min: '2025-01-01', max: '2025-01-01' }, around)).toEqual([]);
});
