import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { dayOf } from '../../sql-parts.ts';
import { localDate } from '../../tz.ts';

export const toDate = operator({
  name: 'to_date',
  signature: params([value('datetime')], 'date'),
  nullRule: 'propagates',
  evaluate: ([instant], { env }) => (typeof instant === 'string' ? localDate(instant, env.tz) : null),
  sql: (call) => frag`(${dayOf(call, 0)})`,
  docs: {
    zh: { label: '取日期', text: '日期时间在企业时区里的日期。空仍为空。', words: '{0} 的日期' },
    en: {
      label: 'date of',
      text: 'The calendar day of a date and time in the zone of the workspace. Null stays null.',
      words: 'the date of {0}',
    },
  },
  examples: [example({ to_date: { var: 'at' } }, '2026-03-01', { at: '2026-02-28T16:00:00.000Z' })],
});
