import { frag, join } from '../../frag.ts';
import { example, operator, type Param, same, value } from '../../operator.ts';
import { SCALAR } from '../compare.ts';

const [condition, result]: readonly [Param, Param] = [value('boolean'), same(...SCALAR)];

/** Condition, result, condition, result … and a last result for otherwise. */
export const choose = operator({
  name: 'if',
  signature: {
    min: 2,
    max: 101,
    params: (count) =>
      Array.from({ length: count }, (_, index) =>
        index % 2 === 0 && index < count - 1 ? condition : result,
      ),
    result: 'same',
  },
  nullRule: 'branch',
  evaluate: (args) => {
    const chosen = args.findIndex(
      (arg, index) => index % 2 === 0 && (arg === true || index === args.length - 1),
    );
    return args[args[chosen] === true && chosen + 1 < args.length ? chosen + 1 : chosen] ?? null;
  },
  sql: (call) => {
    const branches = Array.from(
      { length: Math.floor(call.count / 2) },
      (_, index) => frag`WHEN ${call.condition(index * 2)} THEN ${call.arg(index * 2 + 1)}`,
    );
    const otherwise = call.count % 2 === 1 ? frag` ELSE ${call.arg(call.count - 1)}` : frag``;
    return frag`(CASE ${join(branches, ' ')}${otherwise} END)`;
  },
  docs: {
    zh: {
      label: '如果',
      text: '取第一个成立的条件之后的值,都不成立时取最后一个值(没有则为空)。条件为空视为不成立。',
      words: '如果({*,})',
    },
    en: {
      label: 'if',
      text: 'The value after the first condition that holds, else the last value, or null without one. A null condition does not hold.',
      words: 'if ({*, })',
    },
  },
  examples: [example({ if: [{ '>': [{ var: 'amount' }, 100] }, 'big', 'small'] }, 'big', { amount: '101' })],
  lazy: (args) => {
    for (let index = 0; index + 1 < args.length; index += 2) {
      if (args[index]!() === true) return args[index + 1]!();
    }
    return args.length % 2 === 1 ? args.at(-1)!() : null;
  },
  native: (args, isTrue) => ({
    if: args.map((arg, index) => (index % 2 === 0 && index < args.length - 1 ? isTrue(arg) : arg)),
  }),
});
