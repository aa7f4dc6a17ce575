import { expect, test } from 'vitest';
import { passwordStrength } from './password-strength.ts';

test('says how many characters are missing', () => {
  expect(passwordStrength('')).toEqual({ level: 0, missing: 8 });
  expect(passwordStrength('abc')).toEqual({ level: 0, missing: 5 });
  // One character outside the basic plane counts once.
  expect(passwordStrength('𠮷𠮷𠮷𠮷𠮷𠮷𠮷').missing).toBe(1);
});

test.each([
  ['aaaaaaaaaaaaaaaa', 1],
  ['12345678', 1],
  ['abcdefgh1', 1],
  ['kx7m2vqz', 2],
  ['Kx7-m2qp', 2],
  ['correct horse battery', 3],
  ['Kx7-m2qp.Vt9', 3],
] as const)('%s is of level %i', (password, level) => {
  expect(passwordStrength(password).level).toBe(level);
});
