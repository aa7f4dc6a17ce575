import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeStreams, type Stream } from './merge.ts';

interface Item {
  readonly at: string;
  readonly name: string;
}
const item = (name: string, at: number): Item => ({ name, at: String(at).padStart(3, '0') });
const names = (items: readonly Item[]) => items.map(({ name }) => name).join(' ');

test('the newest of all streams comes first', () => {
  const streams = [
    { items: [item('a', 9), item('b', 4)], more: false },
    { items: [item('c', 7), item('d', 5), item('e', 1)], more: false },
  ];
  expect(names(mergeStreams(streams).items)).toBe('a c d b e');
});

test('it ends where a stream that has more ran dry, and names it', () => {
  const streams = [
    { items: [item('a', 9), item('b', 4)], more: true },
    { items: [item('c', 7), item('d', 2)], more: false },
  ];
  const merged = mergeStreams(streams);
  expect(names(merged.items)).toBe('a c b');
  expect(merged.wanted).toEqual([0]);
  expect(mergeStreams([{ items: [], more: true }, streams[1] as Stream<Item>])).toEqual({
    items: [],
    wanted: [0],
  });
});

test('however the pages arrive, what is shown is the beginning of the whole and never changes its order', () => {
  const stream = fc.array(fc.nat(30), { maxLength: 12 }).map((times) => times.sort((a, b) => b - a));
  fc.assert(
    fc.property(fc.array(stream, { minLength: 1, maxLength: 3 }), fc.nat(12), (times, shown) => {
      const whole = times.map((list, s) => list.map((at, n) => item(`${s}/${n}`, at)));
      const all = mergeStreams(whole.map((items) => ({ items, more: false })));
      expect(all.wanted).toEqual([]);
      expect(all.items).toHaveLength(whole.flat().length);
      const part = mergeStreams(
        whole.map((items) => ({ items: items.slice(0, shown), more: items.length > shown })),
      );
      expect(all.items.slice(0, part.items.length)).toEqual(part.items);
      expect(part.wanted.length > 0).toBe(part.items.length < all.items.length);
    }),
    { seed: 3, numRuns: 200 },
  );
});
