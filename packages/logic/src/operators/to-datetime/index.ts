import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fitInstant, toInstant } from '../../sql-parts.ts';
import { zonedToInstant } from '../../tz.ts';

export const toDatetime = operator({
  name: 'to_datetime',
  signature: params([value('date'), value('time')], 'datetime', 1),
  nullRule: 'propagates',
  evaluate: ([date, time = '00:00:00'], { env }) =>
    typeof date === 'string' && typeof time === 'string'
      ? zonedToInstant(`${date}T${time}.000`, env.tz)
      : null,
  sql: (call) => {
    const local = call.count > 1 ? frag`(${call.arg(0)} + ${call.arg(1)})` : frag`${call.arg(0)}::timestamp`;
    return fitInstant(toInstant(local, call));
  },
  docs: {
    zh: {
      label: '日期加时间',
      text: '企业时区里那一天那个时间(默认零点)的日期时间。任一为空、或超出范围时为空。',
      words: '{0} {1}',
    },
    en: {
      label: 'at that time',
      text: 'The moment of a day and a time, midnight by default, in the zone of the workspace. Null for a null operand and out of range.',
      words: '{0} {1}',
    },
  },
  examples: [
    example({ to_datetime: [{ var: 'day' }, '09:30'] }, '2026-03-01T01:30:00.000Z', { day: '2026-03-01' }),
  ],
});
