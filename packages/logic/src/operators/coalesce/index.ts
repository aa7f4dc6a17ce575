import { frag, join } from '../../frag.ts';
import { example, operator, repeated, same } from '../../operator.ts';
import { SCALAR } from '../compare.ts';

export const coalesce = operator({
  name: 'coalesce',
  signature: repeated(same(...SCALAR), 2, 100, 'same'),
  nullRule: 'skipped',
  evaluate: (args) => args.find((arg) => arg !== null) ?? null,
  sql: (call) => {
    const parts = Array.from({ length: call.count }, (_, index) => call.arg(index));
    return frag`coalesce(${join(parts, ', ')})`;
  },
  docs: {
    zh: { label: '首个非空', text: '第一个不为空的值;全部为空时为空。', words: '({*,})中首个非空值' },
    en: {
      label: 'first known',
      text: 'The first value that is not null; null when all are.',
      words: 'the first known of ({*, })',
    },
  },
  examples: [example({ coalesce: [{ var: 'amount' }, 0] }, '0')],
});
