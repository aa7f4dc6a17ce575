import { decimalsIn, MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { CURRENCY_SYMBOLS, type MoneyConfig } from './model.ts';

const NAME =
  /金额|价格|单价|售价|总价|价税|费用|成本|收入|支出|工资|奖金|预算|货款|回款|付款|应收|应付|报价|amount|price|cost|fee|budget|salary|revenue|payment/i;
const YUAN = /元$|^[¥￥]|^(RMB|CNY)|人民币/i;

/** Numbers with the sign of one currency, or under a name that is about money. */
export const inferMoney: Infer<MoneyConfig> = (column) => {
  if (share(column, (cell) => /\d/.test(cell) && !cell.endsWith('%')) < MOST) return undefined;
  const decimals = Math.min(6, Math.max(2, decimalsIn(column)));
  const signed = currencies.find(([, is]) => share(column, is) >= 0.5);
  if (signed) return { config: { currency: signed[0], decimals }, rank: 0.92 };
  const plain = share(column, (cell) => /^[-+(]?[\d,.\s]+\)?[千万亿]?$/.test(cell)) >= MOST;
  if (!plain) return undefined;
  const named = currencies.find(([code]) => column.name.toUpperCase().includes(code));
  const rank = NAME.test(column.name) || named ? 0.85 : 0.1;
  return { config: { currency: named?.[0] ?? 'CNY', decimals }, rank };
};

const currencies = Object.entries(CURRENCY_SYMBOLS).map(
  ([code, symbol]): readonly [string, (cell: string) => boolean] => [
    code,
    code === 'CNY'
      ? (cell) => YUAN.test(cell.trim())
      : (cell) => cell.replace(/^[-(]/, '').trim().startsWith(symbol) || cell.toUpperCase().includes(code),
  ],
);
