import { expect, it } from 'vitest';
import { env } from '../../testing/forms.ts';
import { read, show } from '../../testing/text.ts';
import { time } from './model.ts';

it.each([
  ['14:30', '14:30:00'],
  ['下午2:30', '14:30:00'],
  ['2:30 pm', '14:30:00'],
  ['９：０５', '09:05:00'],
  ['14时30分', '14:30:00'],
  ['14:30:45', '14:30:00'],
  ['24:00', ['invalid_time']],
  ['14:60', ['invalid_time']],
  ['noon', ['invalid_time']],
])('reads %s', (text, value) => {
  expect(read(time, text)).toEqual(value);
});

it('keeps seconds where they are asked for', () => {
  expect(read(time, '14:30:45', { precision: 'second' })).toBe('14:30:45');
  expect(show(time, '14:30:45' as never)).toBe('14:30:45');
  expect(show(time, '14:30:00' as never)).toBe('14:30');
});

it('is judged by another time of the record', () => {
  const at = (start: string | null) => ({ env, value: () => start });
  const config = {
    precision: 'minute',
    min: { from: 'field', field: 'start', amount: 30, unit: 'minute' },
  } as const;
  expect(time.judge?.('10:00:00', config, at('09:45:00'))).toMatchObject([
    { code: 'too_early', params: { min: '10:15' } },
  ]);
  expect(time.judge?.('10:15:00', config, at('09:45:00'))).toEqual([]);
  expect(time.judge?.('00:05:00', config, at('23:45:00'))).toEqual([]);
  expect(time.judge?.('10:15:00', config, at(null))).toEqual([]);
});
