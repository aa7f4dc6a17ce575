import { addDecimal } from '../../decimal.ts';
import { frag } from '../../frag.ts';
import { example } from '../../operator.ts';
import { fitNumber, valuesOf } from '../../sql-parts.ts';
import { ofNumbers } from '../sums.ts';

export const sum = ofNumbers(
  'sum',
  (numbers) => addDecimal(...numbers),
  (call) => fitNumber(frag`(SELECT coalesce(sum(_s.v), 0) FROM (${valuesOf(call)}) AS _s)`),
  {
    zh: {
      label: '求和',
      text: '数值和列表的和。空值不计,什么都没有时为 0;超过 38 位时为空。',
      words: '({*,})之和',
    },
    en: {
      label: 'sum',
      text: 'The sum of numbers and lists. Null is left out, and nothing at all gives 0; null beyond 38 digits.',
      words: 'the sum of ({*, })',
    },
  },
  [
    example({ sum: { var: 'lines.price' } }, '12', {
      lines: [{ price: '5' }, { price: null }, { price: '7' }],
    }),
  ],
);
