import type { Expr } from '../types.ts';
import type { RowsOf } from './contract.ts';
import { group, may, more, need, op, rowsOr } from './define.ts';

const list = group('list');
const rows = need('子表或列表', 'rows or list');
const column = need('子表列或列表', 'column or list');
const each = need('条件', 'condition', { perRow: true });

/** An aggregate over the rows that meet a condition. */
const over =
  (aggregate: string) =>
  ([source = null, condition = null]: readonly Expr[], rowsOf: RowsOf): Expr => {
    const { rows: from, row } = rowsOr(source, rowsOf);
    const kept: Expr = { filter: [from, condition] };
    const isElement = (row as { readonly var?: Expr } | null)?.var === 'row';
    return { [aggregate]: [isElement ? kept : { map: [kept, row] }] };
  };

type Node = Readonly<Record<string, Expr>> | null;

const only = (expr: Expr | undefined, name: string): readonly Expr[] | undefined => {
  const body = (expr as Node | undefined)?.[name];
  return body === undefined ? undefined : Array.isArray(body) ? (body as readonly Expr[]) : [body];
};

/** Reads `over` back: only a plain field of the rows is a column. */
const fromOver =
  (aggregate: string) =>
  (expr: Expr): readonly Expr[] | undefined => {
    const [mapped] = only(expr, aggregate) ?? [];
    const [kept, row] = only(mapped, 'map') ?? [mapped, { var: 'row' }];
    const [from, condition] = only(kept, 'filter') ?? [];
    const [path] = only(from, 'var') ?? [];
    const [field] = only(row as Expr, 'var') ?? [];
    if (typeof path !== 'string' || typeof field !== 'string' || condition === undefined) return undefined;
    if (field !== 'row' && !field.startsWith('row.')) return undefined;
    return [{ var: path + field.slice('row'.length) }, condition];
  };

const conditional = (name: string, aggregate: string, zh: string, en: string) =>
  list(name, {
    params: [column, each],
    zh: [zh, `${name}({明细.金额}, {明细.数量} > 1)`],
    en: [en, `${name}({Lines.Amount}, {Lines.Quantity} > 1)`],
    toExpr: over(aggregate),
    fromExpr: fromOver(aggregate),
  });

/** Operators over rows take the rows themselves, even where a column of theirs is named. */
const perRow =
  (name: string) =>
  ([source = null, ...rest]: readonly Expr[], rowsOf: RowsOf): Expr => ({
    [name]: [rowsOr(source, rowsOf).rows, ...rest],
  });

export const LIST = [
  list('COUNT', {
    params: [rows],
    zh: ['行数或元素数;对子表列只数有值的行。', 'COUNT({明细})'],
    en: ['The number of rows or elements; of a column only the rows that have a value.', 'COUNT({Lines})'],
    aliases: ['COUNTA'],
    toExpr: op('count'),
  }),
  list('COUNTIF', {
    params: [rows, each],
    zh: ['满足条件的行数。', 'COUNTIF({明细}, {明细.数量} > 1)'],
    en: ['The number of rows that meet a condition.', 'COUNTIF({Lines}, {Lines.Quantity} > 1)'],
    toExpr: perRow('count'),
  }),
  conditional(
    'SUMIF',
    'sum',
    '满足条件的行之和;没有时为 0。',
    'The sum over the rows that meet a condition; 0 without any.',
  ),
  conditional(
    'AVERAGEIF',
    'avg',
    '满足条件的行的平均值;没有时为空。',
    'The mean over the rows that meet a condition; empty without any.',
  ),
  conditional(
    'MINIF',
    'min',
    '满足条件的行中的最小值。',
    'The smallest among the rows that meet a condition.',
  ),
  conditional(
    'MAXIF',
    'max',
    '满足条件的行中的最大值。',
    'The largest among the rows that meet a condition.',
  ),
  list('ANY', {
    params: [rows, each],
    zh: ['至少一行满足条件。', 'ANY({明细}, {明细.数量} > 1)'],
    en: ['At least one row meets the condition.', 'ANY({Lines}, {Lines.Quantity} > 1)'],
    aliases: ['SOME'],
    toExpr: perRow('some'),
  }),
  list('ALL', {
    params: [rows, each],
    zh: ['每一行都满足条件;没有行时为真。', 'ALL({明细}, {明细.数量} > 1)'],
    en: ['Every row meets the condition; true without rows.', 'ALL({Lines}, {Lines.Quantity} > 1)'],
    aliases: ['EVERY'],
    toExpr: perRow('all'),
  }),
  list('NONE', {
    params: [rows, each],
    zh: ['没有一行满足条件。', 'NONE({明细}, {明细.数量} > 1)'],
    en: ['No row meets the condition.', 'NONE({Lines}, {Lines.Quantity} > 1)'],
    toExpr: perRow('none'),
  }),
  list('FILTER', {
    params: [rows, each],
    zh: ['满足条件的行或元素。', 'COUNT(FILTER({明细}, {明细.数量} > 1))'],
    en: ['The rows or elements that meet a condition.', 'COUNT(FILTER({Lines}, {Lines.Quantity} > 1))'],
    toExpr: perRow('filter'),
  }),
  list('MAP', {
    params: [rows, need('公式', 'formula', { perRow: true })],
    zh: ['对每一行计算公式,得到列表;空值不计。', 'SUM(MAP({明细}, {明细.单价} * {明细.数量}))'],
    en: [
      'A formula for each row, as a list; empty values are left out.',
      'SUM(MAP({Lines}, {Lines.Price} * {Lines.Quantity}))',
    ],
    aliases: ['MAPX'],
    toExpr: perRow('map'),
  }),
  list('DISTINCT', {
    params: [column],
    zh: ['去掉重复的值。', 'COUNT(DISTINCT({明细.产品}))'],
    en: ['Without repeated values.', 'COUNT(DISTINCT({Lines.Product}))'],
    aliases: ['UNIQUE'],
    toExpr: op('distinct'),
  }),
  list('FIRST', {
    params: [column],
    zh: ['第一个值。', 'FIRST(SPLIT("甲,乙", ","))'],
    en: ['The first value.', 'FIRST(SPLIT("a,b", ","))'],
    toExpr: op('first'),
  }),
  list('LAST', {
    params: [column],
    zh: ['最后一个值。', 'LAST(SPLIT("甲,乙", ","))'],
    en: ['The last value.', 'LAST(SPLIT("a,b", ","))'],
    toExpr: op('last'),
  }),
  list('INDEX', {
    params: [column, need('位置', 'position')],
    zh: ['第几个值,第一个为 1;没有时为空。', 'INDEX(SPLIT("甲-乙-丙", "-"), 2)'],
    en: [
      'The value at a position, the first is 1; empty where there is none.',
      'INDEX(SPLIT("a-b-c", "-"), 2)',
    ],
    toExpr: op('item'),
  }),
  list('INCLUDES', {
    params: [column, need('值', 'value')],
    zh: ['列表或多选字段含有某个值。', 'INCLUDES(SPLIT("甲,乙", ","), "甲")'],
    en: ['The list or multi-select holds a value.', 'INCLUDES(SPLIT("a,b", ","), "a")'],
    toExpr: ([source = null, value = null]) => ({ in: [value, source] }),
  }),
  list('HASANY', {
    params: [column, need('值', 'value'), more('值', 'value')],
    zh: ['含有这些值中的至少一个。', 'HASANY({标签}, "重点", "老客户")'],
    en: ['Holds at least one of the values.', 'HASANY({Tags}, "Key", "Old")'],
    toExpr: ([source = null, ...values]) => ({ has_any: [source, asList(values)] }),
    fromExpr: fromHas('has_any'),
  }),
  list('HASALL', {
    params: [column, need('值', 'value'), more('值', 'value')],
    zh: ['含有这些值的每一个。', 'HASALL({标签}, "重点", "老客户")'],
    en: ['Holds every one of the values.', 'HASALL({Tags}, "Key", "Old")'],
    toExpr: ([source = null, ...values]) => ({ has_all: [source, asList(values)] }),
    fromExpr: fromHas('has_all'),
  }),
  list('HASNONE', {
    params: [column, need('值', 'value'), more('值', 'value')],
    zh: ['不含这些值中的任何一个。', 'HASNONE({标签}, "重点", "老客户")'],
    en: ['Holds none of the values.', 'HASNONE({Tags}, "Key", "Old")'],
    toExpr: ([source = null, ...values]) => ({ has_none: [source, asList(values)] }),
    fromExpr: fromHas('has_none'),
  }),
  list('ISONEOF', {
    params: [need('值', 'value'), need('候选', 'option'), may('候选', 'option'), more('候选', 'option')],
    zh: ['值是这些候选之一。', 'ISONEOF("B", "A", "B")'],
    en: ['The value is one of the options.'],
    aliases: ['IN'],
    toExpr: ([value = null, ...values]) => ({ in: [value, asList(values)] }),
    fromExpr: (expr) => {
      const [value, values] = only(expr, 'in') ?? [];
      return value !== undefined && Array.isArray(values) && values.length > 0
        ? [value, ...(values as Expr[])]
        : undefined;
    },
  }),
  list('FILENAMES', {
    params: [need('附件字段', 'file field')],
    zh: ['各附件的文件名(列表);没有附件时为空。', 'FILENAMES({附件})'],
    en: ['The names of the files as a list; empty without files.', 'FILENAMES({Files})'],
    toExpr: op('file_names'),
  }),
] as const;

/** Values written one by one are a list of literals; a single list stays what it is. */
function asList(values: readonly Expr[]): Expr {
  const [first] = values;
  return values.length === 1 && first !== null && typeof first === 'object' ? first : [...values];
}

function fromHas(name: string): (expr: Expr) => readonly Expr[] | undefined {
  return (expr) => {
    const [source, values] = only(expr, name) ?? [];
    if (source === undefined || values === undefined) return undefined;
    if (!Array.isArray(values)) return [source, values];
    return values.length > 0 ? [source, ...(values as Expr[])] : undefined;
  };
}
