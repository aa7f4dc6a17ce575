import type { Json } from '@trellis/logic';
import {
  call,
  days,
  EMPTINESS,
  F,
  type FilterOperator,
  fill,
  HOLE,
  isMonth,
  match,
  operator,
  type Pattern,
  range,
  variable,
} from './pattern.ts';

/**
 * The twelve months from the first of a month on: the calendar year of so many months ago, as many months later.
 * @param shift months by which "now" is moved
 */
function fiscalYear(op: string, zh: string, en: string, now: Pattern, shift: number): FilterOperator {
  const shape = (first: Pattern, months: Pattern) => {
    const then = call('date_add', now, first, 'month');
    const edge = (name: string) => call('date_add', call(name, then, 'year'), months, 'month');
    return call('between', F, edge('start_of'), edge('end_of'));
  };
  return {
    op,
    label: { zh, en },
    value: 'month',
    write: (field, given) => {
      const months = Number(given) - 1;
      return fill(shape(shift - months, months), field, null);
    },
    read(expr, field) {
      const found: Json[] = [];
      if (!match(shape(HOLE, HOLE), expr, field, found)) return undefined;
      const month = Number(found[1]) + 1;
      return isMonth(month) && JSON.stringify(expr) === JSON.stringify(this.write(field, month))
        ? month
        : undefined;
    },
  };
}

/** Relative periods; `$today` for dates, `$now` for instants, which lower to bounds that an index serves. */
const periods = (now: Pattern): FilterOperator[] => {
  const from = (at: Pattern, unit: string) => call('start_of', at, unit);
  const to = (at: Pattern, unit: string) => call('end_of', at, unit);
  const plus = (count: Pattern, unit = 'day') => call('date_add', now, count, unit);
  const period = (op: string, zh: string, en: string, at: Pattern, unit: string) =>
    operator(op, zh, en, 'none', call('between', F, from(at, unit), to(at, unit)));
  return [
    period('today', '今天', 'is today', now, 'day'),
    period('yesterday', '昨天', 'was yesterday', plus(-1), 'day'),
    period('tomorrow', '明天', 'is tomorrow', plus(1), 'day'),
    period('this_week', '本周', 'is this week', now, 'week'),
    period('last_week', '上周', 'was last week', plus(-1, 'week'), 'week'),
    period('next_week', '下周', 'is next week', plus(1, 'week'), 'week'),
    period('this_month', '本月', 'is this month', now, 'month'),
    period('last_month', '上月', 'was last month', plus(-1, 'month'), 'month'),
    period('next_month', '下月', 'is next month', plus(1, 'month'), 'month'),
    period('this_quarter', '本季度', 'is this quarter', now, 'quarter'),
    period('last_quarter', '上季度', 'was last quarter', plus(-3, 'month'), 'quarter'),
    period('next_quarter', '下季度', 'is next quarter', plus(3, 'month'), 'quarter'),
    period('this_year', '今年', 'is this year', now, 'year'),
    period('last_year', '去年', 'was last year', plus(-1, 'year'), 'year'),
    period('next_year', '明年', 'is next year', plus(1, 'year'), 'year'),
    fiscalYear('fiscal_year', '本财年（从 N 月起）', 'is this fiscal year (from month N)', now, 0),
    fiscalYear('last_fiscal_year', '上财年（从 N 月起）', 'was last fiscal year (from month N)', now, -12),
    // N days with today as the last or the first of them.
    days(
      'past_days',
      '过去 N 天内（含今天）',
      'in the past N days (with today)',
      call('between', F, from(plus(HOLE), 'day'), to(now, 'day')),
      (n) => 1 - n,
      (n) => 1 - n,
    ),
    days(
      'next_days',
      '未来 N 天内（含今天）',
      'in the next N days (with today)',
      call('between', F, from(now, 'day'), to(plus(HOLE), 'day')),
      (n) => n - 1,
      (n) => n + 1,
    ),
    days(
      'before_days',
      '早于 N 天前',
      'more than N days ago',
      call('<', F, from(plus(HOLE), 'day')),
      (n) => -n,
      (n) => -n,
    ),
  ];
};

export const TIME = [
  operator('eq', '等于', 'is', 'one', call('==', F, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', F, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', F, HOLE)),
  range('介于', 'is between', F),
  ...EMPTINESS,
];

export const DATE = [
  operator('eq', '等于', 'is on', 'one', call('==', F, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', F, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', F, HOLE)),
  range('介于', 'is between', F),
  ...periods(variable('$today')),
  ...EMPTINESS,
];

/** People compare instants by the day they fall on in the workspace's zone. */
const day = call('to_date', F);
export const DATETIME = [
  operator('eq', '等于', 'is on', 'one', call('==', day, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', day, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', day, HOLE)),
  range('介于', 'is between', day),
  ...periods(variable('$now')),
  ...EMPTINESS,
];
