import { environmentOf } from './environment.ts';
import type { Locale } from './messages.ts';
import type { CallNode, Checked, ExprNode, LiteralNode, VarNode } from './tree.ts';
import type { Value } from './types.ts';

/** How the reader knows fields and options; null where there is no label. `path` is dotted, rows included. */
export interface Labels {
  field(path: string): string | null;
  option?(path: string, key: string): string | null;
}

const EXISTED = { zh: '修改前已存在', en: 'it existed before' } as const;

const WORDS = {
  zh: {
    before: '修改前的{0}',
    empty: '空',
    true: '是',
    false: '否',
    comma: '、',
    open: '(',
    close: ')',
    quote: ['“', '”'],
  },
  en: {
    before: '{0} before',
    empty: 'nothing',
    true: 'yes',
    false: 'no',
    comma: ', ',
    open: '(',
    close: ')',
    quote: ['“', '”'],
  },
} as const;

/** Keywords of date operators. */
const CHOICES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  zh: {
    second: '秒',
    minute: '分钟',
    hour: '小时',
    day: '天',
    week: '周',
    month: '个月',
    quarter: '季度',
    year: '年',
  },
  en: {
    minute: 'minutes',
    hour: 'hours',
    day: 'days',
    week: 'weeks',
    month: 'months',
    quarter: 'quarters',
    year: 'years',
  },
};

const BEFORE = '$before.';

interface Speech {
  readonly locale: Locale;
  readonly labels: Labels;
  /** Path of the rows around, to find labels of `row.` fields. */
  readonly rows: string | null;
}

/** A short sentence for people: “金额 大于 100”, “Amount is greater than 100”. */
export const inWords = (expression: Checked, locale: Locale, labels: Labels): string =>
  say(expression.root, { locale, labels, rows: null }, null);

function say(node: ExprNode, speech: Speech, beside: VarNode | null): string {
  if (node.node === 'literal') return sayLiteral(node, speech, beside);
  return node.node === 'var' ? sayVar(node, speech) : sayCall(node, speech);
}

const fullPath = (node: VarNode, rows: string | null): string =>
  node.base === 'row' ? [rows, ...node.steps].filter((step) => step !== null).join('.') : node.name;

function sayVar(node: VarNode, { locale, labels, rows }: Speech): string {
  if (node.name === '$before') return EXISTED[locale];
  if (node.base === 'env') return environmentOf(node.name)?.words[locale] ?? node.name;
  if (node.name.startsWith(BEFORE)) {
    const path = node.name.slice(BEFORE.length);
    return WORDS[locale].before.replace('{0}', labels.field(path) ?? path);
  }
  const path = fullPath(node, rows);
  return labels.field(path) ?? path;
}

/** Options are named after the field they stand beside. */
function sayLiteral(node: LiteralNode, { locale, labels, rows }: Speech, beside: VarNode | null): string {
  const words = WORDS[locale];
  const one = (value: Value): string => {
    if (value === null) return words.empty;
    if (typeof value === 'boolean') return words[`${value}`];
    const path = beside && fullPath(beside, rows);
    const label = node.type.kind === 'option' && path !== null ? labels.option?.(path, String(value)) : null;
    if (label != null) return label;
    return node.type.kind === 'text' ? words.quote.join(String(value)) : String(value);
  };
  return Array.isArray(node.value) ? node.value.map(one).join(words.comma) : one(node.value);
}

function sayCall(node: CallNode, speech: Speech): string {
  const { locale } = speech;
  const words = WORDS[locale];
  const params = node.op.signature.params(node.args.length);
  const beside = node.args.find((arg) => arg.node === 'var') ?? null;
  const [source] = node.args;
  const root = node.body && source ? rootOf(source) : null;
  const rows = root ? fullPath(root, speech.rows) : speech.rows;
  const column = columnOf(node);
  if (column) return sayVar(column, { ...speech, rows });
  // Labels of options are written like the options.
  const shown = node.args.map((arg) => (arg.node === 'call' && arg.labels ? arg.labels : arg));
  const parts = shown.map((arg, index) => {
    if (params[index]?.is === 'choice' && arg.node === 'literal') {
      return CHOICES[locale][String(arg.value)] ?? String(arg.value);
    }
    const spoken = say(arg, { ...speech, rows: index > 0 ? rows : speech.rows }, beside);
    return arg.node === 'call' && arg.args.length > 1 && !columnOf(arg)
      ? `${words.open}${spoken}${words.close}`
      : spoken;
  });
  return node.op.docs[locale].words.replace(
    /\{(?:(\d)(?::([^}]*))?|\*([^}]*))\}/g,
    (_, index?: string, instead?: string, separator?: string) =>
      index === undefined ? parts.join(separator) : (parts[Number(index)] ?? instead ?? words.empty),
  );
}

/** A column of rows, `lines.price`, is named like any field. */
function columnOf({ op, args: [source, value] }: CallNode): VarNode | null {
  const isColumn = op.name === 'map' && source?.node === 'var' && value?.node === 'var';
  return isColumn && value.base === 'row' ? value : null;
}

/** The path at the bottom of rows that are filtered. */
function rootOf(node: ExprNode): VarNode | null {
  if (node.node === 'call') return node.args[0] ? rootOf(node.args[0]) : null;
  return node.node === 'var' ? node : null;
}
