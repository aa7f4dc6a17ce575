import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { fullUnits } from './evaluate.ts';
import { diffSql } from './lower.ts';

const CALENDAR = ['day', 'week', 'month', 'quarter', 'year'];
const CLOCK = ['second', 'minute', 'hour'];

export const dateDiff = operator({
  name: 'date_diff',
  signature: params(
    [
      same('date', 'datetime'),
      same('date', 'datetime'),
      { is: 'choice', of: (kind) => (kind === 'date' ? CALENDAR : [...CALENDAR, ...CLOCK]) },
    ],
    'number',
    1,
  ),
  nullRule: 'propagates',
  evaluate: ([later = null, earlier = null, unit = 'day'], call) =>
    typeof later === 'string' && typeof earlier === 'string'
      ? String(fullUnits(later, earlier, String(unit), call) + 0)
      : null,
  sql: (call) => frag`(${diffSql(call)})::numeric`,
  docs: {
    zh: {
      label: '相差',
      text: '后者到前者满多少天(默认)、周、月、季度、年,不足不计,前者在前时为负;日期时间按企业时区取日期,还可算时、分、秒。任一为空时为空。',
      words: '{0} 距 {1} 的{2:天}数',
    },
    en: {
      label: 'time between',
      text: 'Full days (by default), weeks, months, quarters or years from the second to the first, negative when the first is earlier; of dates and times the days in the zone of the workspace, and also hours, minutes and seconds. Null when either is null.',
      words: 'the {2:days} from {1} to {0}',
    },
  },
  examples: [
    example({ date_diff: ['2026-03-01', { var: 'day' }] }, '28', { day: '2026-02-01' }),
    example({ date_diff: ['2026-03-01', { var: 'day' }, 'month'] }, '1', { day: '2026-01-31' }),
  ],
});
