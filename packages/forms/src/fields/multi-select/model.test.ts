import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { multiSelect } from './model.ts';

const config = {
  options: [
    { key: 'vip', label: { zh: '重点客户', en: 'VIP' } },
    { key: 'mixed', label: { zh: '电话/微信', en: 'Phone, chat' } },
    { key: 'new', label: { zh: '新客户' } },
  ],
};

it.each([
  ['重点客户、新客户', ['vip', 'new']],
  ['新客户,重点客户', ['vip', 'new']],
  ['电话/微信；新客户', ['mixed', 'new']],
  ['vip|Phone, chat', ['vip', 'mixed']],
  ['新客户、新客户', ['new']],
  ['、，', null],
  ['重点客户、没有的', ['unknown_option']],
])('reads %s', (text, value) => {
  expect(read(multiSelect, text, config)).toEqual(value);
});

it('makes equal sets equal arrays', () => {
  expect(multiSelect.normalise(['new', 'vip', 'new'], config)).toEqual({ ok: true, value: ['vip', 'new'] });
  expect(multiSelect.normalise([], config)).toEqual({ ok: true, value: null });
  expect(multiSelect.normalise(['vip', 1], config)).toMatchObject({ ok: false, issues: [{ path: [1] }] });
  expect(show(multiSelect, ['vip', 'new'] as never, config)).toBe('重点客户、新客户');
});
