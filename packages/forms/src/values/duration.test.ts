import { expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

const seconds = (text: string) => {
  const read = parseDuration(text, 'hour');
  return read.ok ? read.value : null;
};

it.each([
  ['1.5h', '5400'],
  ['90m', '5400'],
  ['90 min', '5400'],
  ['1天2小时', '93600'],
  ['2 days 3 hours', '183600'],
  ['2d 3h', '183600'],
  ['1周', '604800'],
  ['３０分钟', '1800'],
  ['1个半', null],
  ['1:30', '5400'],
  ['1:30:15', '5415'],
  ['8', '28800'],
  ['0.5', '1800'],
  ['-2h', '-7200'],
  ['1:75', null],
  ['2 fortnights', null],
])('reads %s', (text, value) => {
  expect(seconds(text)).toBe(value);
});

it('writes whole units from the largest down', () => {
  expect(formatDuration('183600', 'day', 'zh')).toBe('2天 3小时');
  expect(formatDuration('183600', 'hour', 'en')).toBe('51h');
  expect(formatDuration('61.5', 'day', 'en')).toBe('1m 1.5s');
  expect(formatDuration('-3600', 'day', 'zh')).toBe('-1小时');
  expect(formatDuration('0', 'day', 'zh')).toBe('0秒');
});
