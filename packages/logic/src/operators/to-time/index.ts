import { frag } from '../../frag.ts';
import { example, operator, params, same } from '../../operator.ts';
import { toLocal } from '../../sql-parts.ts';
import { clockIn } from '../parts.ts';

export const toTime = operator({
  name: 'to_time',
  signature: params([same('datetime')], 'time'),
  nullRule: 'propagates',
  evaluate: ([moment = null], call) => clockIn(moment, call),
  sql: (call) => frag`date_trunc('second', ${toLocal(call.arg(0), call)})::time`,
  docs: {
    zh: { label: '取时间', text: '日期时间在企业时区里的时间,不含毫秒。空仍为空。', words: '{0} 的时间' },
    en: {
      label: 'time of day',
      text: 'The clock of a date and time in the zone of the workspace, without milliseconds. Null stays null.',
      words: 'the time of {0}',
    },
  },
  examples: [example({ to_time: { var: 'at' } }, '08:00:00', { at: '2026-03-01T00:00:00.999Z' })],
});
