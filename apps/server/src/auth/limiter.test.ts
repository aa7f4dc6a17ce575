import { expect, test } from 'vitest';
import { openLimiter } from './limiter.ts';

test('only failures count, per key, until the window is over', () => {
  let clock = 0;
  const limiter = openLimiter({ max: 3, windowMs: 10_000, now: () => clock });
  for (let i = 0; i < 3; i++) {
    expect(limiter.wait('a')).toBe(0);
    limiter.attempt('a');
  }
  clock = 4_000;
  expect(limiter.wait('a')).toBe(6);
  expect(limiter.wait('b')).toBe(0);
  clock = 10_001;
  expect(limiter.wait('a')).toBe(0);
  limiter.attempt('a');
  expect(limiter.wait('a')).toBe(0);
});

test('a success forgets the failures', () => {
  const limiter = openLimiter({ max: 1, windowMs: 10_000, now: () => 0 });
  limiter.attempt('a');
  expect(limiter.wait('a')).toBe(10);
  limiter.clear('a');
  expect(limiter.wait('a')).toBe(0);
});

test('an attempt that is taken back was no failure', () => {
  const limiter = openLimiter({ max: 2, windowMs: 10_000, now: () => 0 });
  limiter.attempt('a');
  limiter.attempt('a');
  expect(limiter.wait('a')).toBe(10);
  limiter.takeBack('a');
  expect(limiter.wait('a')).toBe(0);
});
