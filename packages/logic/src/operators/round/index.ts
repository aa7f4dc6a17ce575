import { roundDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fitNumber } from '../../sql-parts.ts';
import { PLACES } from '../rounding.ts';

export const round = operator({
  name: 'round',
  signature: params([value('number'), PLACES], 'number', 1),
  nullRule: 'propagates',
  evaluate: ([number, places]) =>
    typeof number === 'string' ? roundDecimal(number, Number(places ?? 0)) : null,
  sql: (call) => {
    const places = Number(call.literal(1) ?? 0);
    const rounded = frag`round(${call.arg(0)}, ${raw(String(places))})`;
    // Only tens and hundreds can gain a digit.
    return places < 0 ? fitNumber(rounded) : rounded;
  },
  docs: {
    zh: {
      label: '四舍五入',
      text: '保留指定的小数位(-12 到 12,默认 0,负数为十位、百位),远离零舍入。空仍为空。',
      words: '{0} 四舍五入',
    },
    en: {
      label: 'round',
      text: 'Rounded half away from zero to the given places (-12 to 12, 0 by default; below 0 tens, hundreds). Null stays null.',
      words: '{0} rounded',
    },
  },
  examples: [example({ round: [{ var: 'amount' }, 2] }, '1.01', { amount: '1.005' })],
});
