import { describe, expect, it } from 'vitest';
import { dropAt, nextPlace, placesOf, type Target } from './insertion.ts';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const item = (id: string, axis: 'x' | 'y', bounds: Target['box'], within = 'form'): Target => ({
  id,
  axis,
  within,
  accepts: ['field'],
  box: bounds,
});
const container = (id: string, bounds: Target['box'], within?: string): Target => ({
  id,
  axis: 'inside',
  accepts: ['field'],
  within,
  box: bounds,
});

/** Two columns of 100 px with a wide item below them, then an empty container. */
const targets = [
  container('form', box(0, 0, 220, 140)),
  item('a', 'x', box(0, 0, 100, 50)),
  item('b', 'x', box(120, 0, 220, 50)),
  item('c', 'y', box(0, 60, 220, 120)),
  container('empty', box(0, 150, 220, 200)),
];
const at = (x: number, y: number) => {
  const drop = dropAt({ x, y }, targets);
  return drop && `${drop.side} ${drop.target}`;
};

describe('dropAt', () => {
  it.each([
    ['the left half of a narrow item', 10, 45, 'before a'],
    ['its right half', 90, 5, 'after a'],
    ['the upper half of a wide item', 200, 70, 'before c'],
    ['its lower half', 10, 110, 'after c'],
    ['a gap between columns', 108, 20, 'after a'],
    ['the space below the last item', 100, 135, 'after c'],
    ['an empty container', 50, 170, 'inside empty'],
    ['nowhere', 300, 20, undefined],
  ])('finds %s', (_, x, y, expected) => {
    expect(at(x, y)).toBe(expected);
  });
});

describe('steps of the keyboard', () => {
  const places = placesOf(targets);
  const walk = (from: string | undefined, step: 1 | -1, own?: string) => {
    const [side, target] = from?.split(' ') ?? [];
    const here = target && side ? { target, side: side as 'before' } : undefined;
    const next = nextPlace(places, here, step, own);
    return next && `${next.side} ${next.target}`;
  };

  it('lists every place once', () => {
    expect(places.map(({ side, target }) => `${side} ${target}`)).toEqual([
      'before a',
      'after a',
      'after b',
      'after c',
      'inside empty',
    ]);
  });

  it('each place is where its point is', () => {
    for (const { target, side, at } of places) expect(dropAt(at, targets)).toEqual({ target, side });
  });

  it.each([
    ['something new', undefined, 1, undefined, 'before a'],
    ['something new backwards', undefined, -1, undefined, 'inside empty'],
    ['on', 'before a', 1, undefined, 'after a'],
    ['back from before a later item', 'before b', -1, undefined, 'before a'],
    ['an item over its neighbour', 'before a', 1, 'a', 'after b'],
    ['an item back over its neighbour', 'before b', -1, 'b', 'before a'],
    ['no further than the end', 'inside empty', 1, undefined, undefined],
  ] as const)('leads %s', (_, from, step, own, expected) => {
    expect(walk(from, step, own)).toBe(expected);
  });
});

describe('a part of an item that takes things in', () => {
  const onto: Target = { id: 'rows', axis: 'onto', accepts: ['field'], box: box(10, 95, 210, 115) };
  const all = [...targets, onto];

  it('comes before the item around it', () => {
    expect(dropAt({ x: 100, y: 100 }, all)).toEqual({ target: 'rows', side: 'inside' });
    expect(dropAt({ x: 100, y: 118 }, all)).toEqual({ target: 'c', side: 'after' });
  });

  it('is a place of its own for the keyboard', () => {
    const places = placesOf(all).map(({ target, side }) => `${side} ${target}`);
    expect(places).toEqual(
      [...placesOf(targets).map(({ target, side }) => `${side} ${target}`)].toSpliced(-1, 0, 'inside rows'),
    );
  });
});
