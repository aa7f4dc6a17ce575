import { roundDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { operator, params, value } from '../../operator.ts';

export const round = operator({
  name: 'round',
  signature: params([value('number'), { is: 'integer', min: 0, max: 12 }], 'number', 1),
  nullRule: 'propagates',
  evaluate: ([number, places]) =>
    typeof number === 'string' ? roundDecimal(number, Number(places ?? 0)) : null,
  sql: (call) => frag`round(${call.arg(0)}, ${raw(String(Number(call.literal(1) ?? 0)))})`,
  docs: {
    zh: {
      label: '四舍五入',
      text: '保留指定的小数位(0 到 12,默认 0),远离零舍入。空仍为空。',
      words: '{0} 四舍五入',
    },
    en: {
      label: 'round',
      text: 'Rounded half away from zero to the given places (0 to 12, 0 by default). Null stays null.',
      words: '{0} rounded',
    },
  },
});
