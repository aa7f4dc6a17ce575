import { fixedDecimal, mulDecimal, roundDecimal } from '../../decimal.ts';
import { frag, raw } from '../../frag.ts';
import { example, operator, params, value } from '../../operator.ts';
import { fence, fitNumber } from '../../sql-parts.ts';

const STYLES = ['plain', 'grouped', 'percent'] as const;

/** Threes from the right: the figures are turned round, and a comma follows each three that more figures follow. */
const group = (figures: string): string => figures.replace(/([0-9])(?=(?:[0-9]{3})+$)/g, '$1,');

export const formatNumber = operator({
  name: 'format_number',
  signature: params(
    [value('number'), { is: 'integer', min: 0, max: 12 }, { is: 'choice', of: () => STYLES }],
    'text',
  ),
  nullRule: 'propagates',
  evaluate: ([number, places, style]) => {
    if (typeof number !== 'string') return null;
    const scaled = style === 'percent' ? mulDecimal(number, '100') : number;
    const rounded = scaled === null ? null : roundDecimal(scaled, Number(places));
    if (rounded === null) return null;
    const text = fixedDecimal(rounded, Number(places));
    if (style === 'percent') return `${text}%`;
    const [figures = '', fraction] = text.split('.');
    return style === 'plain' ? text : group(figures) + (fraction === undefined ? '' : `.${fraction}`);
  },
  sql: (call) => {
    const places = raw(String(Number(call.literal(1))));
    const style = call.literal(2);
    const number = style === 'percent' ? fitNumber(frag`${call.arg(0)} * 100`) : call.arg(0);
    const text = frag`round(${fitNumber(frag`round(${number}, ${places})`)}, ${places})::text`;
    if (style === 'percent') return frag`(${text} || '%')`;
    if (style === 'plain') return text;
    const figures = "regexp_replace(split_part(_f.t, '.', 1), '([0-9])(?=([0-9]{3})+$)', '\\1,', 'g')";
    const fraction = "CASE WHEN strpos(_f.t, '.') > 0 THEN '.' || split_part(_f.t, '.', 2) ELSE '' END";
    return fence({ t: text }, raw(`${figures} || ${fraction}`));
  },
  docs: {
    zh: {
      label: '数值格式',
      text: '四舍五入到指定小数位后写成文字:plain 原样,grouped 带千分位,percent 乘以 100 加百分号。空仍为空。',
      words: '{0} 的文字',
    },
    en: {
      label: 'written',
      text: 'Rounded to the given places and written out: plain, grouped in thousands, or as a percentage (times 100). Null stays null.',
      words: '{0} written',
    },
  },
  examples: [
    example({ format_number: [{ var: 'amount' }, 2, 'grouped'] }, '-1,234,567.50', { amount: '-1234567.5' }),
  ],
});
