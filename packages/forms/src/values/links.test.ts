import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SEED } from '../testing/arbitrary.ts';
import { linkParts } from './links.ts';

it('finds addresses, without the marks behind them', () => {
  expect(linkParts('见 https://a.cn/x?y=1，或 www.b.com.')).toEqual([
    { text: '见 ' },
    { text: 'https://a.cn/x?y=1', href: 'https://a.cn/x?y=1' },
    { text: '，或 ' },
    { text: 'www.b.com', href: 'https://www.b.com' },
    { text: '.' },
  ]);
  expect(linkParts('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
});

it('loses no character', () => {
  const words = fc.constantFrom('http://', 'https://a.b/c', 'www.', ' ', '。', '客户', '.', ')', 'x');
  fc.assert(
    fc.property(fc.array(words), (parts) => {
      const text = parts.join('');
      expect(
        linkParts(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }),
    SEED,
  );
});
