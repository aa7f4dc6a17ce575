import { expect, test } from 'vitest';
import { matchText } from './match.ts';
import { readSearch } from './query.ts';
import { readingsOf } from './readings.ts';
import { spellingsOf } from './syllables.ts';

const shown = (text: string, search: string): string | undefined => {
  const match = matchText(text, readSearch(search), readingsOf);
  if (!match) return undefined;
  let at = 0;
  let marked = '';
  for (const [from, to] of match.ranges) {
    marked += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return `${match.grade} ${marked}${text.slice(at)}`;
};

test('letters are read as pinyin in every way that makes sense', () => {
  expect(spellingsOf('suzhouqi')).toContainEqual(['su', 'zhou', 'qi']);
  expect(spellingsOf('xian')).toEqual([['xian'], ['xia', 'n'], ['xi', 'an'], ['xi', 'a', 'n']]);
  expect(spellingsOf('szqm')).toEqual([]);
  expect(spellingsOf('suzh')).toEqual([['su', 'zh']]);
});

test('names choose the rare readings, and ü is typed as v or u', () => {
  expect(readingsOf('单')).toEqual(expect.arrayContaining(['dan', 'shan']));
  expect(readingsOf('仇')).toEqual(expect.arrayContaining(['chou', 'qiu']));
  expect(readingsOf('吕')).toEqual(['lv', 'lu']);
  expect(readingsOf('a')).toEqual([]);
  expect(readingsOf('1')).toEqual([]);
});

test.each([
  ['苏州启明', '启明', 'part 苏州[启明]'],
  ['苏州启明', '苏州启明', 'exact [苏州启明]'],
  ['苏州启明', 'szqm', 'pinyin [苏州启明]'],
  ['苏州启明', 'suzhouqiming', 'pinyin [苏州启明]'],
  ['苏州启明', 'suzhouq', 'pinyin [苏州启]明'],
  ['苏州启明', 'QiM', 'pinyin 苏州[启明]'],
  ['苏州 启明', 'zq', undefined],
  ['苏州启明科技', '科技 苏', 'part [苏]州启明[科技]'],
  ['ＧＴＸ有限公司', 'gtx', 'prefix [ＧＴＸ]有限公司'],
  ['HT-2026-0001', '0001', 'part HT-2026-[0001]'],
  ['138 0013 8000', '00138', 'part 138 [0013 8]000'],
  ['138 0013 8000', '+86 138-0013', 'part [138 0013] 8000'],
  ['0512 6288 1234', '0512-6288', 'part [0512 6288] 1234'],
  ['li.wei@example.com', 'wei', 'part li.[wei]@example.com'],
  ['50%_off', '%_', 'part 50[%_]off'],
  ['苏州启明', 'xyz', undefined],
])('%s, looked for by %s', (text, search, expected) => {
  expect(shown(text, search)).toBe(expected);
});

test('a telephone number is read however it is typed', () => {
  expect(readSearch('+86 138-0013-8000').digits).toBe('8613800138000');
  expect(readSearch('0086 13800138000').digits).toBe('8613800138000');
  expect(readSearch('0512-62881234').digits).toBe('51262881234');
  expect(readSearch('138 0013').digits).toBe('1380013');
  expect(readSearch('13800138000').digits).toBeUndefined();
  expect(readSearch('0001').digits).toBeUndefined();
  expect(readSearch('HT 0001').digits).toBeUndefined();
});

test('nothing typed is nothing to search for', () => {
  for (const search of ['', '  ', '\0', '\ud800']) expect(readSearch(search).terms).toEqual([]);
});
