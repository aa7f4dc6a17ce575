import { expect, it } from 'vitest';
import { fieldTypes } from '../registry.ts';
import { type Mask, maskText } from './mask.ts';
import { shownText } from './shown.ts';

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
  ['¥1,234.50', { preset: 'money' }, '****'],
  ['192.168.12.7', { preset: 'ip' }, '192.168.*.*'],
  ['2001:db8::1', { preset: 'ip' }, '2001:db8:*'],
  ['localhost', { preset: 'ip' }, '********'],
  ['', { preset: 'all' }, ''],
  ['', { preset: 'money' }, ''],
])('hides %s with %j', (text, mask, shown) => {
  expect(maskText(text, mask)).toBe(shown);
});

it('names a record by its masked text, others by their whole text', () => {
  const env = { locale: 'zh' as const, tz: 'Asia/Shanghai' };
  const type = fieldTypes.get('phone');
  const config = { country: '+86', mask: { preset: 'phone' } };
  expect(shownText({ type, config }, '+8613800138000', env)).toBe('138******8000');
  expect(shownText({ type, config: { country: '+86' } }, '+8613800138000', env)).toBe('138 0013 8000');
  const money = fieldTypes.get('money');
  const secret = { currency: 'CNY', decimals: 2, mask: { preset: 'money' } };
  expect(shownText({ type: money, config: secret }, '1234.5', env)).toBe('****');
});
