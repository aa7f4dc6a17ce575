import { expect, it } from 'vitest';
import { read, show } from '../../testing/text.ts';
import { tags } from './model.ts';

it('takes any words, each once, in the order given', () => {
  expect(read(tags, '重点客户、出口, 2026 展会；出口')).toEqual(['重点客户', '出口', '2026 展会']);
  expect(read(tags, ' 、, ')).toBe(null);
  expect(show(tags, ['a', 'b'] as never, {}, { locale: 'en' })).toBe('a, b');
});

it('splits what a client put into one, and names what is no text', () => {
  const config = tags.config.defaults();
  expect(tags.normalise(['a,b', ' c ', 'a', ''], config)).toEqual({ ok: true, value: ['a', 'b', 'c'] });
  expect(tags.normalise([], config)).toEqual({ ok: true, value: null });
  expect(tags.normalise(['a', 1], config)).toEqual({ ok: false, issues: [{ path: [1], code: 'not_text' }] });
  expect(tags.normalise('a', config)).toMatchObject({ issues: [{ code: 'not_list' }] });
});
