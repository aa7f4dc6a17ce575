import { frag, join } from '../frag.ts';
import { type Operator, type OperatorDoc, operator, repeated, value } from '../operator.ts';
import { fitNumber } from '../sql-parts.ts';

/** `+`, `-` and `*`: exact, unknown with any unknown operand or beyond 38 digits. */
export function arithmetic(
  name: '+' | '-' | '*',
  most: number,
  compute: (...operands: [string, string, ...string[]]) => string | null,
  docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc },
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: repeated(value('number'), 2, most, 'number'),
    nullRule: 'propagates',
    evaluate: (args) => (args.includes(null) ? null : compute(...(args as [string, string, ...string[]]))),
    sql: (call) => {
      const operands = Array.from({ length: call.count }, (_, index) => call.arg(index));
      return fitNumber(frag`(${join(operands, ` ${name} `)})`);
    },
    docs,
    examples,
  });
}
