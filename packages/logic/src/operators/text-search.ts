import { foldCase } from '../fold.ts';
import { type Operator, type OperatorDoc, operator, params, value } from '../operator.ts';
import { folded, foldedNeedle, known } from '../sql-parts.ts';
import type { Frag } from '../types.ts';

/** `contains`, `starts_with` and `ends_with`: no patterns, so `%`, `_` and backslash are themselves. */
export function textSearch(
  name: string,
  finds: (text: string, needle: string) => boolean,
  sql: (text: Frag, needle: Frag) => Frag,
  docs: { readonly zh: OperatorDoc; readonly en: OperatorDoc },
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([value('text'), value('text')], 'boolean'),
    nullRule: 'false',
    evaluate: ([text, needle]) =>
      typeof text === 'string' && typeof needle === 'string' && finds(foldCase(text), foldCase(needle)),
    sql: (call) => known(sql(folded(call, 0, call.literal(1)), foldedNeedle(call, 1)), call),
    docs,
    examples,
  });
}
