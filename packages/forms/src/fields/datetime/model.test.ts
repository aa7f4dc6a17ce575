import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { datetime } from './model.ts';

it.each([
  ['2025-02-03 14:30', '2025-02-03T06:30:00.000Z'],
  ['2025/2/3 2:30 PM', '2025-02-03T06:30:00.000Z'],
  ['2025年2月3日 下午2:30', '2025-02-03T06:30:00.000Z'],
  ['2025年2月3日14时30分5秒', '2025-02-03T06:30:05.000Z'],
  ['2025-02-03 12:00 am', '2025-02-02T16:00:00.000Z'],
  ['2025-02-03T14:30:00Z', '2025-02-03T14:30:00.000Z'],
  ['2025-02-03 14:30:00.25+01:00', '2025-02-03T13:30:00.250Z'],
  ['2025-02-03', '2025-02-02T16:00:00.000Z'],
  ['2025-02-03 24:00', ['invalid_datetime']],
  ['2025-02-03 13:00 pm', ['invalid_datetime']],
  ['2025-02-30 10:00', ['invalid_datetime']],
  ['14:30', ['invalid_datetime']],
])('reads %s', (text, value) => {
  expect(read(datetime, text)).toEqual(value);
});

it('shows seconds only where there are some, and the offset where the clock repeats itself', () => {
  expect(show(datetime, '2025-02-03T06:30:00.000Z' as never)).toBe('2025-02-03 14:30');
  expect(show(datetime, '2025-02-03T06:30:05.000Z' as never)).toBe('2025-02-03 14:30:05');
  // 02:30 on that night comes twice in Berlin: first in summer time.
  const first = '2026-10-25T00:30:00.000Z' as never;
  const berlin = { tz: 'Europe/Berlin' };
  expect(show(datetime, first, {}, berlin)).toBe('2026-10-25 02:30+02:00');
  expect(read(datetime, '2026-10-25 02:30+02:00', {}, berlin)).toBe(first);
});
