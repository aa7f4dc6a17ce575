import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { dayOf } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';

export const month = operator({
  name: 'month',
  signature: params([same('date', 'datetime')], 'number'),
  nullRule: 'propagates',
  evaluate: ([moment = null], call) => {
    const day = dayIn(moment, call);
    return day === null ? null : String(Number(day.slice(5, 7)));
  },
  sql: (call) => frag`extract(month FROM ${dayOf(call, 0)})::numeric`,
  docs: {
    zh: { label: '月份', text: '日期的月份;日期时间按企业时区。空仍为空。', words: '{0} 的月份' },
    en: {
      label: 'month',
      text: 'The month of a date, or of a date and time in the zone of the workspace. Null stays null.',
      words: 'the month of {0}',
    },
  },
  examples: [example({ month: { var: 'day' } }, '3', { day: '2026-03-01' })],
});
