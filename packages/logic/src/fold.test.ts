import { describe, expect, it } from 'vitest';
import { compareText, FOLDS, foldCase } from './fold.ts';

describe('foldCase', () => {
  it('maps each capital to a small letter that maps no further', () => {
    for (const [capital, small] of FOLDS) {
      expect([...capital, ...small]).toHaveLength(2);
      expect(FOLDS.has(small), small).toBe(false);
      // What Unicode folds must agree, apart from the letters with two small forms.
      if (!['ς', 'µ', 'ſ'].includes(capital)) expect(small).toBe(capital.toLowerCase());
    }
  });

  it('leaves letters without a partner of one character alone', () => {
    expect(foldCase('İıß')).toBe('İıß');
    expect(foldCase('STRASSE ＡＢＣ ΟΔΟΣ Ж É \u212a')).toBe('strasse ａｂｃ οδοσ ж é k');
  });
});

describe('compareText', () => {
  it('orders by code points', () => {
    const sorted = ['', 'A', 'B', 'a', '中', '\ud7ff', '\ue000', 'ﬀ', '\uffff', '𠮷', '💡', '💡a'];
    const shuffled = [...sorted].reverse();
    expect(shuffled.sort(compareText)).toEqual(
      [...sorted].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    );
    expect(compareText('𠮷', 'ﬀ')).toBe(1);
  });
});
