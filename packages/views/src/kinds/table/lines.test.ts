import { expect, test } from 'vitest';
import { flatLines, type Group, groupedLines, groupId, HEAD_PX, sectionsOf } from './lines.ts';

const group = (count: number, ...keys: (string | null)[]): Group => ({ keys, count, totals: {} });
const groups = [group(5, 'a'), group(2, 'a', 'x'), group(3, 'a', null), group(1, 'b'), group(1, 'b', 'x')];
const none: ReadonlySet<string> = new Set();
const texts = (lines: ReturnType<typeof groupedLines>) =>
  Array.from({ length: lines.count }, (_, line) => {
    const is = lines.at(line);
    return is?.kind === 'head' ? `${is.head.depth}:${is.head.keys.at(-1)}` : `${is?.section}.${is?.index}`;
  });

test('a table without groups is one section', () => {
  const lines = flatLines(1000, 36);
  expect([lines.count, lines.height, lines.topOf(10), lines.lineAt(371)]).toEqual([1000, 36_000, 360, 10]);
  expect(lines.at(999)).toEqual({ kind: 'record', section: 0, index: 999 });
  expect(lines.at(1000)).toBeUndefined();
  expect(flatLines(0, 36).headsOver(0)).toEqual([]);
});

test('groups stand over what they hold', () => {
  const lines = groupedLines(groups, 2, none, 36);
  expect(texts(lines)).toEqual([
    '0:a',
    '1:x',
    '0.0',
    '0.1',
    '1:null',
    '1.0',
    '1.1',
    '1.2',
    '0:b',
    '1:x',
    '2.0',
  ]);
  expect(lines.height).toBe(5 * HEAD_PX + 6 * 36);
  expect(lines.lineAt(2 * HEAD_PX + 36)).toBe(3);
  expect(lines.topOf(4)).toBe(2 * HEAD_PX + 72);
  expect(lines.lineOf(1, 2)).toBe(7);
  expect(sectionsOf(groups, 2).map(({ keys }) => keys.join())).toEqual(['a,x', 'a,', 'b,x']);
  expect(lines.headsOver(6).map(({ line }) => line)).toEqual([0, 4]);
  expect(lines.headsOver(4).map(({ line }) => line)).toEqual([0]);
});

test('a folded group hides all that is under it', () => {
  const outer = groupedLines(groups, 2, new Set([groupId(['a'])]), 36);
  expect(texts(outer)).toEqual(['0:a', '0:b', '1:x', '2.0']);
  expect(outer.lineOf(0, 0)).toBeUndefined();
  const inner = groupedLines(groups, 2, new Set([groupId(['a', 'x'])]), 36);
  expect(texts(inner).slice(0, 4)).toEqual(['0:a', '1:x', '1:null', '1.0']);
});
