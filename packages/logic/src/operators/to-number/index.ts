import { mulDecimal, normalizeDecimal } from '../../decimal.ts';
import { frag, param, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, fitNumber } from '../../sql-parts.ts';
import { trimmed } from '../text-shape.ts';

/** Full-width figures and signs become plain ones; commas between thousands go. */
const FROM = '０１２３４５６７８９．－＋％,，';
const TO = '0123456789.-+%';
const PATTERN = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)%?$';
const NUMBER = new RegExp(PATTERN);
const LONGEST = 100;

export const toNumber = operator({
  name: 'to_number',
  signature: params([value('text')], 'number'),
  nullRule: 'propagates',
  evaluate: ([text]) => {
    if (typeof text !== 'string') return null;
    const plain = [...text.trim()].map((character) => {
      const at = FROM.indexOf(character);
      return at < 0 ? character : (TO[at] ?? '');
    });
    const number = plain.join('');
    if (number.length > LONGEST || !NUMBER.test(number)) return null;
    if (!number.endsWith('%')) return normalizeDecimal(number);
    return mulDecimal(number.slice(0, -1), '0.01');
  },
  sql: (call) =>
    fitNumber(
      fence(
        { t: frag`translate(${trimmed(call.arg(0))}, ${param(FROM, 'text')}, ${param(TO, 'text')})` },
        raw(
          `CASE WHEN length(_f.t) <= ${LONGEST} AND _f.t ~ '${PATTERN}' THEN rtrim(_f.t, '%')::numeric * CASE WHEN right(_f.t, 1) = '%' THEN 0.01 ELSE 1 END END`,
        ),
      ),
    ),
  docs: {
    zh: {
      label: '转为数值',
      text: '把文字读作数值,允许首尾空白、千分位逗号、百分号和全角数字;不是数值或超过 38 位时为空。空仍为空。',
      words: '{0} 转为数值',
    },
    en: {
      label: 'as a number',
      text: 'Text read as a number; white space around it, thousands separators, a percent sign and full-width digits are fine. Null for anything else, beyond 38 digits and for null.',
      words: '{0} as a number',
    },
  },
  examples: [example({ to_number: { var: 'name' } }, '1234.5', { name: '1,234.50' })],
});
