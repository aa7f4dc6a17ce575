import { amountInChinese } from '../../amount-words.ts';
import { raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence } from '../../sql-parts.ts';
import { amountSql } from './lower.ts';

export const amountInCapitals = operator({
  name: 'amount_in_chinese',
  signature: params([value('number')], 'text'),
  nullRule: 'propagates',
  evaluate: ([amount]) => (typeof amount === 'string' ? amountInChinese(amount) : null),
  sql: (call) => fence({ x: call.arg(0) }, fence({ r: raw('round(_f.x, 2)') }, amountSql)),
  docs: {
    zh: {
      label: '中文大写',
      text: '金额的中文大写,四舍五入到分。空仍为空,超过 16 位整数时为空。',
      words: '{0} 的中文大写',
    },
    en: {
      label: 'in Chinese capitals',
      text: 'The amount in Chinese capitals as on cheques, rounded to cents. Null stays null, and is the result beyond 16 digits.',
      words: '{0} in Chinese capitals',
    },
  },
  examples: [
    example({ amount_in_chinese: { var: 'amount' } }, '壹仟贰佰叁拾肆元伍角整', { amount: '1234.5' }),
  ],
});
