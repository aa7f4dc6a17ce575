import { mentionOf, newId } from '@trellis/metadata';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, EMPTY_DRAFT, mentionAt, sentText, withMention } from './draft.ts';

const [li, lilei, other] = [newId(), newId(), newId()];

test('names that were picked become members; others stay words', () => {
  const picks = [
    { id: li, name: '李' },
    { id: lilei, name: '李雷' },
  ];
  expect(sentText({ text: '@李雷 @李 @王 a@b.cn', picks })).toBe(
    `${mentionOf(lilei)} ${mentionOf(li)} @王 a@b.cn`,
  );
  expect(sentText({ text: '@A(1)', picks: [{ id: li, name: 'A(1)' }] })).toBe(mentionOf(li));
});

test('people of one name are told apart by their order in the text, however they were picked', () => {
  const one = withMention({ ...EMPTY_DRAFT, text: '@' }, { from: 0, to: 1 }, { id: lilei, name: '李雷' });
  expect(one.draft.text).toBe('@李雷 ');
  const before = { ...one.draft, text: `@ ${one.draft.text}` };
  const two = withMention(before, { from: 0, to: 1 }, { id: other, name: '李雷' });
  expect(two.caret).toBe(4);
  expect(sentText(two.draft)).toBe(`${mentionOf(other)} ${mentionOf(lilei)} `);
});

test('an "@" is a mention where a word begins, also right behind Chinese, and not in an address', () => {
  expect(mentionAt('请@zhang', 7)).toEqual({ from: 1, query: 'zhang' });
  expect(mentionAt('@', 1)).toEqual({ from: 0, query: '' });
  expect(mentionAt('tom@example', 11)).toBeUndefined();
  expect(mentionAt('@李雷 好', 5)).toBeUndefined();
  expect(mentionAt('@李雷 好', 2)).toEqual({ from: 0, query: '李' });
});

test('a comment that is opened to change it and left as it is stays as it is', () => {
  const names = new Map([
    [li, '李'],
    [lilei, '李雷'],
    [other, '李雷'],
  ]);
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('@', '')),
    fc.constantFrom(...[...names.keys()].map((id) => `${mentionOf(id)} `), 'https://a.cn/b '),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      expect(sentText(draftOf(text, (id) => names.get(id) ?? ''))).toBe(text);
    }),
    { seed: 7 },
  );
});
