import { describe, expect, it } from 'vitest';
import { references } from './references.ts';
import { checkedOf } from './testing/index.ts';
import type { Expr } from './types.ts';

describe('references', () => {
  it('names each path once, rows by the path to them', () => {
    const expr: Expr = {
      and: [
        { '>': [{ var: 'customer.credit' }, { var: ['amount'] }] },
        {
          all: [
            { var: 'lines' },
            {
              and: [
                { '>': [{ var: 'row.price' }, { var: 'amount' }] },
                { some: [{ var: 'row.labels' }, { '==': [{ var: 'row' }, 'x'] }] },
              ],
            },
          ],
        },
        { '<': [{ var: 'day' }, { var: '$today' }] },
      ],
    };
    const paths = ['customer.credit', 'amount', 'lines', 'lines.price', 'lines.labels', 'day', '$today'];
    expect(references(expr)).toEqual(paths);
    expect(references(checkedOf(expr))).toEqual(paths);
  });

  it('sees through filtered rows, and names columns of rows and what was before', () => {
    const kept: Expr = { filter: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, 1] }] };
    expect(references({ sum: [{ map: [kept, { var: 'row.quantity' }] }, { var: 'lines.cost' }] })).toEqual([
      'lines',
      'lines.price',
      'lines.quantity',
      'lines.cost',
    ]);
    expect(references({ becomes: { '!=': [{ var: 'stage' }, { var: '$before.stage' }] } })).toEqual([
      'stage',
      '$before.stage',
    ]);
  });

  it('takes expressions that do not check', () => {
    expect(references({ nonsense: [{ var: 'a' }, { var: 3 }, [{ var: 'b' }]] })).toEqual(['a', 'b']);
    expect(references(null)).toEqual([]);
  });
});
