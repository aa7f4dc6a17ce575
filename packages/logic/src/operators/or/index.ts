import { frag, join } from '../../frag.ts';
import { example, operator, repeated, value } from '../../operator.ts';

export const or = operator({
  name: 'or',
  signature: repeated(value('boolean'), 1, 1000, 'boolean'),
  nullRule: 'three-valued',
  evaluate: (args) => (args.includes(true) ? true : args.includes(null) ? null : false),
  sql: (call) => {
    const parts = Array.from({ length: call.count }, (_, i) =>
      call.loose ? call.condition(i) : call.arg(i),
    );
    return frag`(${join(parts, ' OR ')})`;
  },
  docs: {
    zh: {
      label: '或',
      text: '至少一个条件成立。有真则真,否则有空则空(条件里空视为不成立)。',
      words: '{* 或 }',
    },
    en: {
      label: 'or',
      text: 'At least one condition holds. True if any is true, else null if any is null; a condition takes null for no.',
      words: '{* or }',
    },
  },
  examples: [example({ or: [{ '>': [{ var: 'amount' }, 1] }, { var: 'flag' }] }, true, { flag: true })],
  lazy: (args) => {
    let result: boolean | null = false;
    for (const arg of args) {
      const part = arg();
      if (part === true) return true;
      if (part === null) result = null;
    }
    return result;
  },
});
