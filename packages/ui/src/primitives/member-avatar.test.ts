import { expect, it } from 'vitest';
import { initials } from './member-avatar.tsx';

it.each([
  ['王磊', 2, '王磊'],
  ['欧阳雪', 2, '阳雪'],
  ['欧阳雪', 1, '雪'],
  ['Anna Maria Schmidt', 2, 'AS'],
  ['anna', 2, 'AN'],
  ['𠮷', 1, '𠮷'],
  ['', 2, ''],
] as const)('%s in %d is %s', (name, most, badge) => {
  expect(initials(name, most)).toBe(badge);
});
