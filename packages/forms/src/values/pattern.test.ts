import { expect, it } from 'vitest';
import { isPattern, MAX_PATTERN, matchesPattern } from './pattern.ts';

it('matches the whole text, characters outside the first plane included', () => {
  expect(matchesPattern('[A-Z]{2}-\\d{4}', 'KH-2026')).toBe(true);
  expect(matchesPattern('[A-Z]{2}-\\d{4}', 'KH-20261')).toBe(false);
  expect(matchesPattern('.{2}', '𠮷🙂')).toBe(true);
  expect(matchesPattern('\\p{Han}+', '客户')).toBe(true);
});

it('refuses what a linear engine can’t do, and lets a broken pattern block nobody', () => {
  for (const broken of ['(', '(?=a)b', '(a)\\1', 'a'.repeat(MAX_PATTERN + 1)])
    expect(isPattern(broken)).toBe(false);
  expect(matchesPattern('(', 'anything')).toBe(true);
});

it('takes no longer than the text is long', () => {
  const start = performance.now();
  expect(matchesPattern('(a+)+$', `${'a'.repeat(5000)}!`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
