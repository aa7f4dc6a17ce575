import { meanDecimal } from '../../decimal.ts';
import { frag } from '../../frag.ts';
import { example } from '../../operator.ts';
import { fitNumber, valuesOf } from '../../sql-parts.ts';
import { ofNumbers } from '../sums.ts';

export const avg = ofNumbers(
  'avg',
  meanDecimal,
  (call) =>
    fitNumber(
      frag`(SELECT round(round(sum(_s.v), 80) / nullif(count(_s.v), 0), 12) FROM (${valuesOf(call)}) AS _s)`,
    ),
  {
    zh: {
      label: '平均',
      text: '数值和列表的平均值,四舍五入到 12 位小数。空值不计,没有数值时为空。',
      words: '({*,})的平均值',
    },
    en: {
      label: 'average',
      text: 'The mean of numbers and lists, rounded half away from zero to 12 places. Null is left out; null without numbers.',
      words: 'the average of ({*, })',
    },
  },
  [example({ avg: { var: 'scores' } }, '1.5', { scores: ['1', '2'] })],
);
