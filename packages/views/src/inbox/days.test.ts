import { expect, test } from 'vitest';
import { byDay, nearDay } from './days.ts';

test('a day ends where the clock of the zone says so', () => {
  const messages = [
    { at: '2026-03-02T16:30:00.000Z' },
    { at: '2026-03-02T15:59:00.000Z' },
    { at: '2026-03-01T16:00:00.000Z' },
  ];
  const days = byDay(messages, 'Asia/Shanghai');
  expect(days.map(({ date, messages: list }) => [date, list.length])).toEqual([
    ['2026-03-03', 1],
    ['2026-03-02', 2],
  ]);
  const now = new Date('2026-03-02T17:00:00.000Z');
  expect(days.map(({ date }) => nearDay(date, 'Asia/Shanghai', now))).toEqual(['today', 'yesterday']);
  expect(nearDay('2026-03-01', 'Asia/Shanghai', now)).toBeUndefined();
});
