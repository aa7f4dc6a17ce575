import { describe, expect, it } from 'vitest';
import { order } from './order.ts';

const of = (dependencies: Readonly<Record<string, readonly string[]>>) =>
  order(new Map(Object.entries(dependencies)));

describe('order', () => {
  it('puts each name after what it depends on, and otherwise leaves them as they come', () => {
    expect(of({ total: ['net', 'tax'], tax: ['net'], net: ['price', 'count'], note: [] })).toEqual({
      ok: true,
      order: ['net', 'tax', 'total', 'note'],
    });
  });

  it('names a cycle in the way it leads round', () => {
    expect(of({ x: ['a'], a: ['b'], b: ['c', 'd'], c: [], d: ['a'] })).toEqual({
      ok: false,
      cycle: ['a', 'b', 'd', 'a'],
    });
    expect(of({ a: ['a'] })).toEqual({ ok: false, cycle: ['a', 'a'] });
  });

  it('takes long chains', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => [`f${index}`, [`f${index + 1}`]] as const);
    const result = order(new Map(chain));
    expect(result.ok && result.order.slice(0, 2)).toEqual(['f19999', 'f19998']);
  });
});
