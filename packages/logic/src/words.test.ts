import { describe, expect, it } from 'vitest';
import { checkedOf } from './testing/index.ts';
import type { Expr } from './types.ts';
import { inWords } from './words.ts';

describe('inWords', () => {
  const labels = {
    zh: { amount: '金额', stage: '阶段', lines: '明细', 'lines.price': '单价', day: '日期' },
    en: { amount: 'Amount', stage: 'Stage', lines: 'Lines', 'lines.price': 'Price', day: 'Date' },
  };
  const say = (expr: Expr, locale: 'zh' | 'en'): string =>
    inWords(checkedOf(expr), locale, {
      field: (path) => (labels[locale] as Readonly<Record<string, string>>)[path] ?? null,
      option: (path, key) => (path === 'stage' && key === 'won' ? { zh: '赢单', en: 'Won' }[locale] : null),
    });

  it.each<[Expr, string, string]>([
    [{ '>': [{ var: 'amount' }, 100] }, '金额 大于 100', 'Amount is greater than 100'],
    [{ in: [{ var: 'stage' }, ['won', 'lost']] }, '阶段 属于 赢单、lost', 'Stage is one of Won, lost'],
    [
      { and: [{ '==': [{ var: 'name' }, 'VIP'] }, { is_empty: { var: 'day' } }] },
      '(name 等于 “VIP”) 且 日期 为空',
      '(name is “VIP”) and Date is empty',
    ],
    [
      { some: [{ var: 'lines' }, { '>': [{ var: 'row.price' }, { var: 'amount' }] }] },
      '明细 中存在:(单价 大于 金额)',
      'some of Lines: (Price is greater than Amount)',
    ],
    [
      { '<': [{ var: 'day' }, { date_add: [{ var: '$today' }, -30, 'day'] }] },
      '日期 小于 (今天 加 -30天)',
      'Date is less than (today plus -30 days)',
    ],
    [
      { '>': [{ sum: { var: 'lines.price' } }, { var: '$before.amount' }] },
      '(单价)之和 大于 修改前的金额',
      'the sum of (Price) is greater than Amount before',
    ],
    [
      {
        '>': [{ count: [{ filter: [{ var: 'lines' }, true] }, { '>': [{ var: 'row.price' }, 1] }] }, 2],
      },
      '((明细 中满足 是 的) 的数量) 大于 2',
      '(the number of (those of Lines with yes)) is greater than 2',
    ],
    [
      { date_diff: [{ var: '$today' }, { var: 'day' }] },
      '今天 距 日期 的天数',
      'the days from Date to today',
    ],
  ])('%j', (expr, zh, en) => {
    expect(say(expr, 'zh')).toBe(zh);
    expect(say(expr, 'en')).toBe(en);
  });
});
