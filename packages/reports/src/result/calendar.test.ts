import { expect, test } from 'vitest';
import { bucketText, bucketTick } from './calendar.ts';

test.each([
  ['2026-04-01', 'quarter', '2026年第2季度', 'Q2 2026'],
  ['2026-03-01', 'month', '2026年3月', 'Mar 2026'],
  ['2026-03-02', 'week', '2026-03-02 起一周', 'week of Mar 2, 2026'],
  ['2026-03-02', 'day', '2026-03-02', 'Mar 2, 2026'],
  ['2026-01-01', 'year', '2026年', '2026'],
] as const)('%s as a %s is written', (first, bucket, zh, en) => {
  expect(bucketText(first, bucket, 'zh')).toBe(zh);
  expect(bucketText(first, bucket, 'en')).toBe(en);
});

test('on an axis the year stands where it begins, and where it is asked for', () => {
  expect(bucketTick('2026-01-01', 'month', 'zh')).toBe('1月\n2026');
  expect(bucketTick('2026-02-01', 'month', 'en')).toBe('Feb');
  expect(bucketTick('2026-02-09', 'week', 'zh')).toBe('02-09');
  expect(bucketTick('2025-12-01', 'month', 'zh', true)).toBe('12月\n2025');
});
