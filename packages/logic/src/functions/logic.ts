import type { Expr } from '../types.ts';
import { group, may, more, need, op } from './define.ts';

const logic = group('logic');
const condition = need('条件', 'condition');
const anything = need('值', 'value');

const pairs = (args: readonly Expr[]): readonly (readonly [Expr, Expr])[] =>
  Array.from({ length: Math.floor(args.length / 2) }, (_, index) => [
    args[index * 2] as Expr,
    args[index * 2 + 1] as Expr,
  ]);

export const LOGIC = [
  logic('IF', {
    params: [condition, need('成立时', 'then'), may('否则', 'otherwise')],
    zh: ['条件成立时取第一个值,否则取第二个值(不写则为空)。条件为空视为不成立。', 'IF(5 > 3, "大", "小")'],
    en: [
      'The first value when the condition holds, else the second, or empty without one. An empty condition does not hold.',
      'IF(5 > 3, "large", "small")',
    ],
    toExpr: op('if'),
  }),
  logic('SWITCH', {
    params: [
      anything,
      need('匹配', 'case'),
      need('结果', 'result'),
      more('匹配、结果…或默认', 'case, result … or default'),
    ],
    zh: ['把值与各个匹配比较,取第一个相同者的结果;最后可单独写默认值。', 'SWITCH("B", "A", 4, "B", 3, 0)'],
    en: ['The result of the first case that equals the value; a single last argument is the default.'],
    toExpr: ([subject = null, ...rest]) => {
      const branches = pairs(rest).flatMap(([match, result]) => [{ '==': [subject, match] }, result]);
      return { if: rest.length % 2 === 1 ? [...branches, rest.at(-1) as Expr] : branches };
    },
  }),
  logic('IFS', {
    params: [condition, need('结果', 'result'), more('条件、结果…或默认', 'condition, result … or default')],
    zh: ['取第一个成立的条件之后的结果;最后可单独写默认值。', 'IFS(85 >= 90, "优", 85 >= 60, "良", "差")'],
    en: [
      'The result after the first condition that holds; a single last argument is the default.',
      'IFS(85 >= 90, "A", 85 >= 60, "B", "C")',
    ],
    toExpr: op('if'),
  }),
  logic('AND', {
    params: [condition, more('条件', 'condition')],
    zh: ['所有条件都成立。', 'AND(1 < 2, 2 < 3)'],
    en: ['All conditions hold.'],
    toExpr: op('and'),
  }),
  logic('OR', {
    params: [condition, more('条件', 'condition')],
    zh: ['至少一个条件成立。', 'OR(1 > 2, 2 < 3)'],
    en: ['At least one condition holds.'],
    toExpr: op('or'),
  }),
  logic('CHANGED', {
    params: [need('字段', 'field')],
    zh: ['字段与修改前不同;只用于规则和校验这类知道修改前数据的地方。', 'CHANGED({阶段})'],
    en: [
      'The field differs from before the change; for rules and checks, which know what was before.',
      'CHANGED({Stage})',
    ],
    toExpr: ([field = null]) => ({ '!=': [field, before(field)] }),
    fromExpr: (expr) => {
      const body = expr !== null && typeof expr === 'object' && '!=' in expr ? expr['!='] : undefined;
      return Array.isArray(body) && body.length === 2 ? [body[0] as Expr] : undefined;
    },
  }),
  logic('SCORE', {
    params: [need('选项字段', 'choice field')],
    zh: ['单选的分值;多选时各项分值之和。分值在选项设置里填写。', 'SCORE({客户评级})'],
    en: ['The score of the chosen option, added up where several are chosen.', 'SCORE({Grade})'],
    toExpr: op('score'),
  }),
  logic('PROBABILITY', {
    params: [need('阶段字段', 'stage field')],
    zh: ['所在阶段的赢率。', '{金额} * PROBABILITY({阶段})'],
    en: ['The probability of the stage.', '{Amount} * PROBABILITY({Stage})'],
    toExpr: op('probability'),
  }),
  logic('UNDER', {
    params: [need('级联或地区字段', 'cascade or region field'), need('上级', 'above')],
    zh: ['是某一级,或是它的下级;写上级的标识,地区写六位代码。', 'UNDER({地区}, "330000")'],
    en: [
      'Is a node or lies below it; give its key, or the six digits of a region.',
      'UNDER({Region}, "330000")',
    ],
    toExpr: op('under'),
  }),
  logic('BEFORE', {
    params: [need('字段', 'field')],
    zh: ['字段修改前的值;新建时为空。', 'BEFORE({金额})'],
    en: ['The value of the field before the change; empty for a new record.', 'BEFORE({Amount})'],
    toExpr: ([field = null]) => before(field),
    fromExpr: (expr) => {
      const name = expr !== null && typeof expr === 'object' && 'var' in expr ? expr.var : undefined;
      const inside =
        typeof name === 'string' && name.startsWith('$before.') ? name.slice('$before.'.length) : '';
      return inside === '' ? undefined : [{ var: inside }];
    },
  }),
  logic('BECOMES', {
    params: [condition],
    zh: ['条件在修改前不成立、修改后成立。', 'BECOMES({阶段} = "赢单")'],
    en: ['The condition did not hold before the change and holds after it.', 'BECOMES({Stage} = "Won")'],
    toExpr: op('becomes'),
  }),
  logic('ISNEW', {
    params: [],
    zh: ['数据正在新建(没有修改前的值)。', 'ISNEW()'],
    en: ['The record is being created: there is nothing before it.'],
    toExpr: () => ({ '!': [{ var: '$before' }] }),
  }),
  logic('NOT', {
    params: [condition],
    zh: ['条件不成立。比较从不为空,所以“非(金额>1)”包含空金额。', 'NOT(1 > 2)'],
    en: [
      'The condition does not hold. Comparisons are never empty, so “not (amount > 1)” includes empty amounts.',
    ],
    toExpr: op('!'),
  }),
  logic('XOR', {
    params: [condition, need('条件', 'condition')],
    zh: ['两个条件恰有一个成立。', 'XOR(1 < 2, 2 < 1)'],
    en: ['Exactly one of two conditions holds.'],
    toExpr: (args) => ({ '!=': args.map((arg) => ({ if: [arg, true, false] })) }),
  }),
  logic('ISBLANK', {
    params: [anything],
    zh: ['没有值:空、空文字或没有元素的列表。', 'ISBLANK("")'],
    en: ['There is no value: empty, no text, or a list without elements.'],
    aliases: ['ISEMPTY'],
    toExpr: op('is_empty'),
  }),
  logic('NOTBLANK', {
    params: [anything],
    zh: ['有值。', 'NOTBLANK("A")'],
    en: ['There is a value.'],
    aliases: ['ISNOTEMPTY'],
    toExpr: op('not_empty'),
  }),
  logic('IFBLANK', {
    params: [anything, need('替代值', 'instead'), more('替代值', 'instead')],
    zh: ['第一个不为空的值。', 'IFBLANK("", "未填")'],
    en: ['The first value that is not empty.', 'IFBLANK("", "none")'],
    aliases: ['COALESCE', 'IFEMPTY'],
    toExpr: op('coalesce'),
  }),
  logic('BETWEEN', {
    params: [anything, need('下限', 'least'), need('上限', 'most')],
    zh: ['值在下限与上限之间,含两端;任一为空时为假。', 'BETWEEN(5, 1, 10)'],
    en: ['The value lies from the least to the most, both included; false when one is empty.'],
    toExpr: op('between'),
  }),
] as const;

/** The same path in the record as it was before the change. */
function before(field: Expr): Expr {
  const name = field !== null && typeof field === 'object' && 'var' in field ? field.var : undefined;
  return typeof name === 'string' ? { var: `$before.${name}` } : { var: '$before.' };
}
