import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { multiSelect, withoutClash } from './model.ts';

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

const alone = {
  otherAlone: true,
  options: [...config.options, { key: 'other', label: { zh: '其他' }, other: true }],
};

it.each([
  [['vip'], ['vip', 'other'], ['other']],
  [['other'], ['other', 'vip'], ['vip']],
  [[], ['vip', 'mixed', 'new', 'other'], ['vip', 'mixed', 'new']],
  [['vip'], ['vip', 'new'], ['vip', 'new']],
  [[], ['other'], ['other']],
])('“other” by itself: after %j, %j becomes %j', (before, after, kept) => {
  expect(withoutClash(before, after, alone)).toEqual(kept);
  expect(withoutClash(before, after, { ...alone, otherAlone: false })).toEqual(after);
});

it('refuses “other” beside anything else where it stands by itself', () => {
  const at = {
    env: { now: '', tz: 'UTC', member: { id: '', departments: [], roles: [] } },
    value: () => null,
  };
  expect(multiSelect.judge?.(['vip', 'other'], alone, at)).toEqual([{ path: [], code: 'other_alone' }]);
  expect(multiSelect.judge?.(['other'], alone, at)).toEqual([]);
  expect(multiSelect.judge?.(['vip', 'other'], { ...alone, otherAlone: false }, at)).toEqual([]);
});
