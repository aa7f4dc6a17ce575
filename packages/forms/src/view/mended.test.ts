import { describe, expect, it } from 'vitest';
import { stillWrong } from './mended.ts';

const before = {
  title: null,
  lines: [
    { _id: 'a', qty: null, price: 'x' },
    { _id: 'b', qty: null, price: null },
  ],
};
const issues = [
  { path: ['title'], code: 'required' },
  { path: ['lines', 0, 'price'], code: 'invalid_number' },
  { path: ['lines', 1, 'qty'], code: 'required' },
  { path: ['lines'], code: 'too_few_items' },
];
const left = (lines: readonly object[]) =>
  stillWrong(issues, new Set(['lines']), before, { title: null, lines: lines as [] }).map(({ path }) =>
    path.join('.'),
  );

describe('what a change leaves wrong', () => {
  it('is what stands elsewhere', () => {
    expect(stillWrong(issues, new Set(['title']), before, before)).toHaveLength(3);
    expect(left([{ _id: 'a', qty: null, price: '3' }, before.lines[1] as object])).toEqual([
      'title',
      'lines.1.qty',
    ]);
  });

  it('goes with its row, and follows it to another place', () => {
    expect(left([before.lines[1] as object])).toEqual(['title', 'lines.0.qty']);
    expect(left([before.lines[1] as object, before.lines[0] as object])).toEqual([
      'title',
      'lines.1.price',
      'lines.0.qty',
    ]);
  });
});
