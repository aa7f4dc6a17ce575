import { toDays } from '../../calendar.ts';
import { frag } from '../../frag.ts';
import { operator, params, same } from '../../operator.ts';
import { dayOf } from '../../sql-parts.ts';
import { dayIn } from '../day.ts';

export const dateDiff = operator({
  name: 'date_diff',
  signature: params([same('date', 'datetime'), same('date', 'datetime')], 'number'),
  nullRule: 'propagates',
  evaluate: ([later = null, earlier = null], call) => {
    const [a, b] = [dayIn(later, call), dayIn(earlier, call)];
    return a === null || b === null ? null : String(toDays(a) - toDays(b));
  },
  sql: (call) => frag`(${dayOf(call, 0)} - ${dayOf(call, 1)})::numeric`,
  docs: {
    zh: {
      label: '相差天数',
      text: '前者减后者的日历天数;日期时间按企业时区取日期。任一为空时为空。',
      words: '{0} 距 {1} 的天数',
    },
    en: {
      label: 'days between',
      text: 'Calendar days from the second to the first; of dates and times the days in the zone of the workspace. Null when either is null.',
      words: 'the days from {1} to {0}',
    },
  },
});
