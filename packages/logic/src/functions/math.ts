import type { Expr } from '../types.ts';
import { group, may, more, need, op } from './define.ts';

const math = group('math');
const number = need('数值', 'number');
const places = may('小数位', 'places');
const a = (args: readonly Expr[], index: number): Expr => args[index] ?? null;

/** What cannot be computed alike in every place (trigonometry, random numbers) is not here, on purpose. */
export const MATH = [
  math('SUM', {
    params: [need('数值或列表', 'number or list'), more('数值或列表', 'number or list')],
    zh: ['把数值、多值字段和子表列加起来;空值不计,什么都没有时为 0。', 'SUM(1, 2, 3.5)'],
    en: [
      'Adds numbers, lists and columns of sub-forms; empty values are left out, and nothing at all gives 0.',
    ],
    toExpr: op('sum'),
  }),
  math('AVERAGE', {
    params: [need('数值或列表', 'number or list'), more('数值或列表', 'number or list')],
    zh: ['平均值,保留到 12 位小数;空值不计,没有数值时为空。', 'AVERAGE(80, 90, 100)'],
    en: ['The mean, rounded to 12 places; empty values are left out, and without numbers it is empty.'],
    aliases: ['AVG'],
    toExpr: op('avg'),
  }),
  math('MIN', {
    params: [
      need('数值、日期或列表', 'number, date or list'),
      more('数值、日期或列表', 'number, date or list'),
    ],
    zh: ['最小(最早)的一个;空值不计,全部为空时为空。', 'MIN(3, 1, 2)'],
    en: ['The smallest or earliest; empty values are left out, and when all are empty so is the result.'],
    toExpr: op('min'),
  }),
  math('MAX', {
    params: [
      need('数值、日期或列表', 'number, date or list'),
      more('数值、日期或列表', 'number, date or list'),
    ],
    zh: ['最大(最晚)的一个;空值不计,全部为空时为空。', 'MAX(3, 1, 2)'],
    en: ['The largest or latest; empty values are left out, and when all are empty so is the result.'],
    toExpr: op('max'),
  }),
  math('PRODUCT', {
    params: [number, need('数值', 'number'), more('数值', 'number')],
    zh: ['乘积,最多五个数;任一为空时为空。', 'PRODUCT(2, 3, 4)'],
    en: ['The product of at most five numbers; empty when one is empty.'],
    toExpr: op('*'),
    fromExpr: null,
  }),
  math('SUMPRODUCT', {
    params: [need('子表列', 'column of rows'), need('子表列', 'column of the same rows')],
    zh: ['逐行相乘再相加,如 单价×数量;有空值的行不计。', 'SUMPRODUCT({明细.单价}, {明细.数量})'],
    en: [
      'Multiplies row by row and adds up, as price × quantity; rows with an empty value are left out.',
      'SUMPRODUCT({Lines.Price}, {Lines.Quantity})',
    ],
    toExpr: (args, rowsOf) => {
      const [first, second] = [rowsOf(a(args, 0)), rowsOf(a(args, 1))];
      if (!first || !second) return { sum: [{ '*': args }] };
      return { sum: [{ map: [first.rows, { '*': [first.row, second.row] }] }] };
    },
    fromExpr: null,
  }),
  math('ROUND', {
    params: [number, places],
    zh: ['四舍五入(远离零)到指定小数位,默认 0;负数表示十位、百位。', 'ROUND(1.005, 2)'],
    en: [
      'Rounds half away from zero to the given places, 0 by default; negative places mean tens and hundreds.',
    ],
    toExpr: op('round'),
  }),
  math('ROUNDUP', {
    params: [number, places],
    zh: ['按远离零的方向进位到指定小数位。', 'ROUNDUP(1.21, 1)'],
    en: ['Rounds away from zero to the given places.'],
    toExpr: op('round_up'),
  }),
  math('ROUNDDOWN', {
    params: [number, places],
    zh: ['向零的方向舍去到指定小数位。', 'ROUNDDOWN(1.29, 1)'],
    en: ['Cuts off, towards zero, after the given places.'],
    aliases: ['TRUNC'],
    toExpr: op('round_down'),
  }),
  math('INT', {
    params: [number],
    zh: ['向下取整到整数:INT(-1.5) 是 -2。', 'INT(8.9)'],
    en: ['Rounds down to a whole number: INT(-1.5) is -2.'],
    toExpr: op('floor'),
  }),
  math('CEILING', {
    params: [number, may('基数', 'step')],
    zh: ['向上取到基数的倍数,默认 1。', 'CEILING(23, 5)'],
    en: ['Rounds up to a multiple of the step, 1 by default.'],
    toExpr: op('ceil'),
  }),
  math('FLOOR', {
    params: [number, may('基数', 'step')],
    zh: ['向下取到基数的倍数,默认 1。', 'FLOOR(23, 5)'],
    en: ['Rounds down to a multiple of the step, 1 by default.'],
    toExpr: op('floor'),
  }),
  math('MROUND', {
    params: [number, need('基数', 'step')],
    zh: ['取到最接近的基数倍数。', 'MROUND(23, 5)'],
    en: ['Rounds to the nearest multiple of the step.'],
    toExpr: (args) => ({ '*': [{ round: [{ '/': args }] }, a(args, 1)] }),
  }),
  math('MOD', {
    params: [number, need('除数', 'divisor')],
    zh: ['余数,符号与除数相同(同 Excel);除数为 0 时为空。', 'MOD(-3, 2)'],
    en: ['The remainder, with the sign of the divisor as in Excel; empty for the divisor 0.'],
    toExpr: op('%'),
  }),
  math('QUOTIENT', {
    params: [number, need('除数', 'divisor')],
    zh: ['商的整数部分;除数为 0 时为空。', 'QUOTIENT(7, 2)'],
    en: ['The whole part of the quotient; empty for the divisor 0.'],
    toExpr: (args) => ({ round_down: [{ '/': args }] }),
  }),
  math('ABS', {
    params: [number],
    zh: ['绝对值。', 'ABS(-5)'],
    en: ['The number without its sign.'],
    toExpr: op('abs'),
  }),
  math('SIGN', {
    params: [number],
    zh: ['正数为 1,负数为 -1,零为 0。', 'SIGN(-5)'],
    en: ['1 for positive, -1 for negative, 0 for zero.'],
    toExpr: op('sign'),
  }),
  math('POWER', {
    params: [number, need('指数', 'exponent')],
    zh: ['乘幂,保留到 12 位小数;指数可为小数。', 'POWER(1.05, 10)'],
    en: ['A power, rounded to 12 places; the exponent may be a fraction.'],
    aliases: ['POW'],
    toExpr: op('power'),
  }),
  math('SQRT', {
    params: [number],
    zh: ['平方根,保留到 12 位小数;负数为空。', 'SQRT(2)'],
    en: ['The square root, rounded to 12 places; empty for negative numbers.'],
    toExpr: op('sqrt'),
  }),
  math('EXP', {
    params: [number],
    zh: ['e 的乘幂,保留到 12 位小数。', 'EXP(1)'],
    en: ['A power of e, rounded to 12 places.'],
    toExpr: op('exp'),
  }),
  math('LN', {
    params: [number],
    zh: ['自然对数,保留到 12 位小数;零和负数为空。', 'LN(10)'],
    en: ['The natural logarithm, rounded to 12 places; empty for zero and below.'],
    toExpr: op('ln'),
  }),
  math('LOG', {
    params: [number, may('底数', 'base')],
    zh: ['对数,底数默认 10,保留到 12 位小数。', 'LOG(8, 2)'],
    en: ['The logarithm to a base, 10 by default, rounded to 12 places.'],
    aliases: ['LOG10'],
    toExpr: op('log'),
  }),
  math('PERCENT', {
    params: [need('部分', 'part'), need('整体', 'whole')],
    zh: ['部分占整体的百分数(100 为全部),保留 2 位小数;整体为 0 时为空。', 'PERCENT(1, 8)'],
    en: ['What percentage of the whole a part is (100 is all of it), to 2 places; empty for a whole of 0.'],
    toExpr: (args) => ({ round: [{ '*': [{ '/': args }, 100] }, 2] }),
  }),
  math('NUMBERIF', {
    params: [need('条件', 'condition')],
    zh: ['条件成立为 1,否则为 0,便于计数和打分。', 'NUMBERIF(2 > 1)'],
    en: ['1 when the condition holds, else 0: handy for counting and scoring.'],
    toExpr: ([condition = null]) => ({ if: [condition, 1, 0] }),
  }),
  math('CLAMP', {
    params: [number, need('下限', 'least'), need('上限', 'most')],
    zh: ['把数值限制在下限与上限之间。', 'CLAMP(120, 0, 100)'],
    en: ['Keeps a number between the least and the most.'],
    toExpr: ([value = null, least = null, most = null]) => ({ max: [least, { min: [most, value] }] }),
  }),
  math('DISTANCE', {
    params: [
      need('定位', 'location'),
      need('另一定位,或纬度', 'other location, or latitude'),
      may('经度', 'longitude'),
    ],
    zh: [
      '两个定位之间的距离(米,取整);也可写一个点的纬度和经度。任一为空时为空。',
      'DISTANCE({签到位置}, 31.2304, 121.4737)',
    ],
    en: [
      'Whole metres between two locations, or between a location and a point of latitude and longitude; empty where one is empty.',
      'DISTANCE({Check-in}, 31.2304, 121.4737)',
    ],
    toExpr: op('distance'),
  }),
  math('VALUE', {
    params: [need('文本', 'text')],
    zh: ['把文本转为数值,允许千分位逗号、百分号和全角数字;不是数值时为空。', 'VALUE("1,234.50")'],
    en: [
      'Reads text as a number; thousands separators, a percent sign and full-width digits are fine, else empty.',
    ],
    aliases: ['NUMBER'],
    toExpr: op('to_number'),
  }),
] as const;
