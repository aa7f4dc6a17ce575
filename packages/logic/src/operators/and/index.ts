import { frag, join } from '../../frag.ts';
import { example, operator, repeated, value } from '../../operator.ts';

export const and = operator({
  name: 'and',
  signature: repeated(value('boolean'), 1, 1000, 'boolean'),
  nullRule: 'three-valued',
  evaluate: (args) => (args.includes(false) ? false : args.includes(null) ? null : true),
  sql: (call) => {
    const parts = Array.from({ length: call.count }, (_, i) =>
      call.loose ? call.condition(i) : call.arg(i),
    );
    return frag`(${join(parts, ' AND ')})`;
  },
  docs: {
    zh: {
      label: '且',
      text: '所有条件都成立。有假则假,否则有空则空(条件里空视为不成立)。',
      words: '{* 且 }',
    },
    en: {
      label: 'and',
      text: 'All conditions hold. False if any is false, else null if any is null; a condition takes null for no.',
      words: '{* and }',
    },
  },
  examples: [
    example({ and: [{ '>': [{ var: 'amount' }, 1] }, { var: 'flag' }] }, false, { amount: '2', flag: false }),
  ],
  lazy: (args) => {
    let result: boolean | null = true;
    for (const arg of args) {
      const part = arg();
      if (part === false) return false;
      if (part === null) result = null;
    }
    return result;
  },
});
