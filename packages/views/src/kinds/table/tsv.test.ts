import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTsv, printHtml, printTsv } from './tsv.ts';

test('what is printed reads back the same', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\t', '\n', '\r', 'a', '，') }));
  // A last row of one empty cell is what a final line break looks like.
  const rows = fc
    .array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    .filter(
      (all) => all.length === 1 || (all.at(-1) ?? []).join('').length > 0 || (all.at(-1) ?? []).length > 1,
    );
  fc.assert(
    fc.property(rows, (block) => {
      expect(parseTsv(printTsv(block))).toEqual(block);
    }),
    { seed: 7 },
  );
});

test('reads what spreadsheets write', () => {
  expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(parseTsv('"一行\n两行"\t"说""好"""\n')).toEqual([['一行\n两行', '说"好"']]);
  expect(parseTsv('27" 显示器\t"没有结束')).toEqual([['27" 显示器', '"没有结束']]);
  expect(parseTsv('"A" 级\tx')).toEqual([['"A" 级', 'x']]);
});

test('a table for texts hides nothing in its marks', () => {
  expect(printHtml([['<b>', 'a\nb & c']])).toBe(
    '<table><tr><td>&lt;b&gt;</td><td>a<br>b &amp; c</td></tr></table>',
  );
});
