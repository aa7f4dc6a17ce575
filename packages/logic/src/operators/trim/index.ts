import { frag } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { trimmed } from '../text-shape.ts';

export const trim = operator({
  name: 'trim',
  signature: params([value('text')], 'text'),
  nullRule: 'propagates',
  evaluate: ([text]) => (typeof text === 'string' ? text.trim() || null : null),
  sql: (call) => frag`nullif(${trimmed(call.arg(0))}, '')`,
  docs: {
    zh: {
      label: '去空白',
      text: '去掉首尾的空白,包括全角空格和换行;没有剩下文字时为空。',
      words: '{0} 去掉首尾空白',
    },
    en: {
      label: 'trimmed',
      text: 'Without white space at both ends, full-width spaces and line ends included; null when nothing is left.',
      words: '{0} trimmed',
    },
  },
  examples: [example({ trim: { var: 'name' } }, 'a b', { name: ' a b\u3000' })],
});
