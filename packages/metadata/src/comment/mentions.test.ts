import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../kernel/id.ts';
import { commentParts, mentionOf, mentionsIn, spokenComment } from './mentions.ts';

const ann = '01900000-0000-7000-8000-0000000000a1';
const bob = '01900000-0000-7000-8000-0000000000b2';

test('mentions are found, each once, and read by name', () => {
  const text = `${mentionOf(ann)} 和 ${mentionOf(bob)}，${mentionOf(ann)} 请看 @{someone}`;
  expect(mentionsIn(text)).toEqual([ann, bob]);
  const names = new Map([[ann, '安']]);
  expect(spokenComment(text, (id) => names.get(id))).toBe('@安 和 @?，@安 请看 @{someone}');
});

test('addresses are links, without the punctuation around them; nothing else is', () => {
  const links = (text: string) =>
    commentParts(text).flatMap((part) => (part.kind === 'link' ? part.url : []));
  expect(links('见 https://example.com/a?b=1#c。另外（http://x.cn/1）')).toEqual([
    'https://example.com/a?b=1#c',
    'http://x.cn/1',
  ]);
  expect(links('https://a.cn/x, https://b.cn.')).toEqual(['https://a.cn/x', 'https://b.cn']);
  expect(links('javascript:alert(1) data:text/html,x www.example.com https://')).toEqual([]);
});

test('the pieces are the whole text, whatever it is', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('@{', '}', 'https://', '。', mentionOf(ann), 'http://a.cn/'),
    fc.constant(mentionOf(newId())),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const parts = commentParts(text);
      const back = parts.map((part) =>
        part.kind === 'mention' ? mentionOf(part.member) : part.kind === 'link' ? part.url : part.text,
      );
      expect(back.join('')).toBe(text);
      expect(parts.every((part) => part.kind !== 'link' || /^https?:/i.test(part.url))).toBe(true);
    }),
    { seed: 5 },
  );
});
