import { frag, raw } from '../frag.ts';
import { MAX_TEXT } from '../literal.ts';
import { type Operator, operator, params, value } from '../operator.ts';
import { fence, wholeBetween } from '../sql-parts.ts';
import { whole } from './whole.ts';

/** `left` and `right`. */
export function sideOf(
  name: 'left' | 'right',
  take: (characters: readonly string[], count: number) => readonly string[],
  docs: Operator['docs'],
  examples: Operator['examples'],
): Operator {
  return operator({
    name,
    signature: params([value('text'), value('number')], 'text'),
    nullRule: 'propagates',
    evaluate: ([text, count]) =>
      typeof text === 'string' && typeof count === 'string'
        ? take([...text], whole(count, 0, MAX_TEXT)).join('') || null
        : null,
    sql: (call) => {
      const part = frag`nullif(${raw(name)}(_f.t, ${wholeBetween(raw('_f.n'), 0, MAX_TEXT)}), '')`;
      // least() and greatest() pass over null, so a null count is caught on its own.
      return fence({ t: call.arg(0), n: call.arg(1) }, frag`CASE WHEN _f.n IS NOT NULL THEN ${part} END`);
    },
    docs,
    examples,
  });
}
