import { divDecimal } from '../../decimal.ts';
import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { toMillis } from '../../tz.ts';

export const epoch = operator({
  name: 'epoch',
  signature: params([value('datetime')], 'number'),
  nullRule: 'propagates',
  evaluate: ([moment]) => (typeof moment === 'string' ? divDecimal(String(toMillis(moment)), '1000') : null),
  sql: (call) => frag`extract(epoch FROM ${call.arg(0)})::numeric`,
  docs: {
    zh: { label: '时间戳', text: '自 1970 年(协调世界时)起的秒数,含毫秒。空仍为空。', words: '{0} 的时间戳' },
    en: {
      label: 'seconds since 1970',
      text: 'Seconds since the start of 1970 (UTC), milliseconds included. Null stays null.',
      words: 'the seconds since 1970 of {0}',
    },
  },
  examples: [example({ epoch: { var: 'at' } }, '0.5', { at: '1970-01-01T00:00:00.500Z' })],
});
