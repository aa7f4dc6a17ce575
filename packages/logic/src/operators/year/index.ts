import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { dayOf } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';

export const year = operator({
  name: 'year',
  signature: params([same('date', 'datetime')], 'number'),
  nullRule: 'propagates',
  evaluate: ([moment = null], call) => {
    const day = dayIn(moment, call);
    return day === null ? null : String(Number(day.slice(0, 4)));
  },
  sql: (call) => frag`extract(year FROM ${dayOf(call, 0)})::numeric`,
  docs: {
    zh: { label: '年份', text: '日期的年份;日期时间按企业时区。空仍为空。', words: '{0} 的年份' },
    en: {
      label: 'year',
      text: 'The year of a date, or of a date and time in the zone of the workspace. Null stays null.',
      words: 'the year of {0}',
    },
  },
  examples: [example({ year: { var: 'day' } }, '2026', { day: '2026-03-01' })],
});
