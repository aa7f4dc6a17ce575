import { expect, it } from 'vitest';
import { type Mask, maskText } from './mask.ts';

it.each<[string, Mask, string]>([
  ['欧阳雪', { preset: 'name' }, '欧**'],
  ['王', { preset: 'name' }, '*'],
  ['13800138000', { preset: 'phone' }, '138****8000'],
  ['110105194912310026', { preset: 'id_card' }, '110105********0026'],
  ['wang.lei@yunling.com', { preset: 'email' }, 'wan*****@yunling.com'],
  ['w@yunling.com', { preset: 'email' }, '*@yunling.com'],
  ['苏E12345', { preset: 'plate' }, '苏E****5'],
  ['secret', { preset: 'all' }, '******'],
  ['abcdef', { preset: 'custom', head: 1, tail: 2 }, 'a***ef'],
  ['abc', { preset: 'custom', head: 2, tail: 2 }, 'a**'],
  ['𠮷🙂𠮷', { preset: 'custom', head: 1, tail: 0 }, '𠮷**'],
  ['', { preset: 'all' }, ''],
])('hides %s with %j', (text, mask, shown) => {
  expect(maskText(text, mask)).toBe(shown);
});
