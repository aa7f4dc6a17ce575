import type { Expr } from '../types.ts';
import { group, may, need, op } from './define.ts';

const date = group('date');
/** Days off, and weekends that are worked: lists of dates. */
const EXCEPTIONS = [may('休息日', 'days off'), may('调休上班日', 'weekends worked')] as const;
const day = need('日期', 'date');
const moment = need('日期或日期时间', 'date or date and time');

const CALENDAR = ['day', 'week', 'month', 'quarter', 'year'] as const;
const UNITS = ['day', 'week', 'month', 'quarter', 'year', 'hour', 'minute', 'second'] as const;

/** Other spellings of units. Capital M is a month and small m a minute, as people of spreadsheets expect. */
const SPELLINGS: Readonly<Record<string, string>> = {
  d: 'day',
  D: 'day',
  days: 'day',
  天: 'day',
  日: 'day',
  w: 'week',
  W: 'week',
  weeks: 'week',
  周: 'week',
  M: 'month',
  months: 'month',
  月: 'month',
  个月: 'month',
  q: 'quarter',
  Q: 'quarter',
  quarters: 'quarter',
  季度: 'quarter',
  y: 'year',
  Y: 'year',
  years: 'year',
  年: 'year',
  h: 'hour',
  H: 'hour',
  hours: 'hour',
  小时: 'hour',
  时: 'hour',
  m: 'minute',
  minutes: 'minute',
  分钟: 'minute',
  分: 'minute',
  s: 'second',
  S: 'second',
  seconds: 'second',
  秒: 'second',
};

const unit = (word: Expr): Expr =>
  typeof word === 'string' ? (SPELLINGS[word] ?? SPELLINGS[word.toLowerCase()] ?? word.toLowerCase()) : word;

const unitParam = need('单位', 'unit', { choices: UNITS });
const periodParam = need('单位', 'unit', { choices: CALENDAR });

/** 1 is a Sunday, or a Monday, or Monday is 0: the types of Excel. */
const weekday = (value: Expr, type: Expr): Expr => {
  if (type === 1) return { '+': [{ '%': [{ weekday: [value] }, 7] }, 1] };
  if (type === 3) return { '-': [{ weekday: [value] }, 1] };
  return { weekday: [value] };
};

const part = (name: string, operator: string, zh: string, en: string, example: string, what = moment) =>
  date(name, { params: [what], zh: [zh, example], en: [en], toExpr: op(operator) });

export const DATE = [
  date('TODAY', {
    params: [],
    zh: ['今天的日期(企业时区)。含今天的公式不保存,读取时计算。', 'TODAY()'],
    en: ['The date of today in the zone of the workspace. Formulas with it are computed when they are read.'],
    toExpr: () => ({ var: '$today' }),
  }),
  date('NOW', {
    params: [],
    zh: ['现在的日期和时间。含现在的公式不保存,读取时计算。', 'NOW()'],
    en: ['The date and time of this moment. Formulas with it are computed when they are read.'],
    toExpr: () => ({ var: '$now' }),
  }),
  date('DATE', {
    params: [need('年', 'year'), need('月', 'month'), need('日', 'day')],
    zh: ['由年、月、日得到日期;月、日超出范围时顺延(同 Excel)。', 'DATE(2026, 3, 1)'],
    en: ['A date from year, month and day; what is too many carries over, as in Excel.'],
    toExpr: op('make_date'),
  }),
  date('TIME', {
    params: [need('时', 'hours'), need('分', 'minutes'), need('秒', 'seconds')],
    zh: ['由时、分、秒得到时间;超过一天的部分舍去。', 'TIME(14, 30, 0)'],
    en: ['A time from hours, minutes and seconds; whole days are dropped.'],
    toExpr: op('make_time'),
  }),
  date('DATETIME', {
    params: [day, may('时间', 'time')],
    zh: ['由日期和时间(默认零点)得到日期时间,按企业时区。', 'DATETIME(DATE(2026, 3, 1), TIME(9, 0, 0))'],
    en: ['A date and time from a date and a time, midnight by default, in the zone of the workspace.'],
    toExpr: op('to_datetime'),
  }),
  date('DATEVALUE', {
    params: [need('文本', 'text')],
    zh: [
      '把 2026-03-01、2026/3/1、2026年3月1日 这样的文本读成日期;读不懂时为空。',
      'DATEVALUE("2026年3月1日")',
    ],
    en: [
      'Reads text such as 2026-03-01 or 2026/3/1 as a date; empty when it is none.',
      'DATEVALUE("2026/3/1")',
    ],
    toExpr: op('parse_date'),
  }),
  part(
    'DATEONLY',
    'to_date',
    '日期时间的日期部分(企业时区)。',
    'The date of a date and time in the zone of the workspace.',
    'DATEONLY(NOW())',
    need('日期时间', 'date and time'),
  ),
  part(
    'TIMEONLY',
    'to_time',
    '日期时间的时间部分(企业时区)。',
    'The time of day of a date and time in the zone of the workspace.',
    'TIMEONLY(NOW())',
    need('日期时间', 'date and time'),
  ),
  part('YEAR', 'year', '年份。', 'The year.', 'YEAR(DATE(2026, 3, 1))'),
  part('QUARTER', 'quarter', '季度,1 到 4。', 'The quarter, 1 to 4.', 'QUARTER(DATE(2026, 3, 1))'),
  part('MONTH', 'month', '月份,1 到 12。', 'The month, 1 to 12.', 'MONTH(DATE(2026, 3, 1))'),
  part(
    'WEEKNUM',
    'week',
    'ISO 周数:周一开始,含当年第一个星期四的是第 1 周。',
    'The ISO week: weeks start on Monday, and week 1 holds the first Thursday.',
    'WEEKNUM(DATE(2026, 3, 1))',
  ),
  part('DAY', 'day', '日,1 到 31。', 'The day of the month, 1 to 31.', 'DAY(DATE(2026, 3, 1))'),
  part(
    'HOUR',
    'hour',
    '小时,0 到 23。',
    'The hour, 0 to 23.',
    'HOUR(TIME(14, 30, 0))',
    need('时间或日期时间', 'time or date and time'),
  ),
  part(
    'MINUTE',
    'minute',
    '分钟,0 到 59。',
    'The minute, 0 to 59.',
    'MINUTE(TIME(14, 30, 0))',
    need('时间或日期时间', 'time or date and time'),
  ),
  part(
    'SECOND',
    'second',
    '秒,0 到 59。',
    'The second, 0 to 59.',
    'SECOND(TIME(14, 30, 5))',
    need('时间或日期时间', 'time or date and time'),
  ),
  date('WEEKDAY', {
    params: [moment, may('类型', 'type')],
    zh: [
      '星期几:默认星期一为 1、星期日为 7;类型 1 时星期日为 1,类型 3 时星期一为 0。',
      'WEEKDAY(DATE(2026, 3, 1))',
    ],
    en: ['The day of the week: Monday is 1 and Sunday 7; with type 1 Sunday is 1, with type 3 Monday is 0.'],
    toExpr: ([value = null, type = 2]) => weekday(value, type),
    fromExpr: (expr) => {
      const node = expr as {
        readonly weekday?: Expr;
        readonly '+'?: readonly Expr[];
        readonly '-'?: readonly Expr[];
      } | null;
      const inside = (inner: Expr | undefined): Expr | undefined => {
        const found = (inner as { readonly weekday?: Expr } | null | undefined)?.weekday;
        return Array.isArray(found) ? (found[0] as Expr) : found;
      };
      const plain = inside(expr);
      if (plain !== undefined) return [plain];
      const three = inside(node?.['-']?.[0]);
      if (three !== undefined) return [three, 3];
      const rest = (node?.['+']?.[0] as { readonly '%'?: readonly Expr[] } | null | undefined)?.['%'];
      const one = inside(rest?.[0]);
      return one === undefined ? undefined : [one, 1];
    },
  }),
  date('DATEADD', {
    params: [moment, need('数量', 'count'), unitParam],
    zh: [
      '加上若干天、周、月、季度、年,日期时间还可加小时、分钟、秒;负数为减。月末自动收敛。',
      'DATEADD(DATE(2026, 1, 31), 1, "month")',
    ],
    en: [
      'Adds days, weeks, months, quarters or years, to dates and times also hours, minutes and seconds; negative numbers subtract. Clamps to the end of the month.',
    ],
    toExpr: ([value = null, count = null, word = null]) => ({ date_add: [value, count, unit(word)] }),
  }),
  date('EDATE', {
    params: [moment, need('月数', 'months')],
    zh: ['若干个月之后的同一天。', 'EDATE(DATE(2026, 1, 31), 1)'],
    en: ['The same day so many months later.'],
    toExpr: ([value = null, count = null]) => ({ date_add: [value, count, 'month'] }),
    fromExpr: null,
  }),
  date('EOMONTH', {
    params: [moment, need('月数', 'months')],
    zh: ['若干个月之后那个月的最后一天。', 'EOMONTH(DATE(2026, 1, 15), 1)'],
    en: ['The last day of the month so many months later.'],
    toExpr: ([value = null, count = null]) => ({
      end_of: [{ date_add: [value, count, 'month'] }, 'month'],
    }),
  }),
  date('STARTOF', {
    params: [moment, periodParam],
    zh: ['所在日、周(周一)、月、季度、年的开始。', 'STARTOF(DATE(2026, 3, 15), "quarter")'],
    en: ['The start of the day, week (Monday), month, quarter or year.'],
    toExpr: ([value = null, word = null]) => ({ start_of: [value, unit(word)] }),
  }),
  date('ENDOF', {
    params: [moment, periodParam],
    zh: ['所在日、周、月、季度、年的最后一天;日期时间为最后一毫秒。', 'ENDOF(DATE(2026, 3, 15), "quarter")'],
    en: ['The last day of the day, week, month, quarter or year; of a date and time its last millisecond.'],
    toExpr: ([value = null, word = null]) => ({ end_of: [value, unit(word)] }),
  }),
  date('DATEDIF', {
    params: [need('开始', 'start'), need('结束', 'end'), unitParam],
    zh: [
      '从开始到结束满多少天、周、月、季度、年(不足不计),日期时间还可算小时、分钟、秒;结束在前时为负。',
      'DATEDIF(DATE(2026, 1, 31), DATE(2026, 3, 1), "month")',
    ],
    en: [
      'How many full days, weeks, months, quarters or years from start to end, of dates and times also hours, minutes and seconds; negative when the end comes first.',
    ],
    aliases: ['DATEIF'],
    toExpr: ([start = null, end = null, word = null]) => ({ date_diff: [end, start, unit(word)] }),
  }),
  date('DAYS', {
    params: [need('结束', 'end'), need('开始', 'start')],
    zh: ['从开始到结束的天数。', 'DAYS(DATE(2026, 3, 1), DATE(2026, 2, 1))'],
    en: ['The days from start to end.'],
    toExpr: op('date_diff'),
  }),
  date('HOURSBETWEEN', {
    params: [need('开始', 'start'), need('结束', 'end')],
    zh: ['两个日期时间相隔的小时数,含小数。', 'HOURSBETWEEN(NOW(), NOW())'],
    en: ['The hours between two dates and times, with fractions.'],
    toExpr: ([start = null, end = null]) => ({
      '/': [{ '-': [{ epoch: [end] }, { epoch: [start] }] }, 3600],
    }),
  }),
  date('AGE', {
    params: [need('出生日期', 'birthday')],
    zh: ['到今天的周岁。', 'AGE(DATE(1990, 5, 1))'],
    en: ['Full years until today.'],
    toExpr: ([born = null]) => ({ date_diff: [{ var: '$today' }, born, 'year'] }),
    fromExpr: null,
  }),
  date('WORKDAY', {
    params: [day, need('工作日数', 'working days'), ...EXCEPTIONS],
    zh: [
      '若干个工作日(周一至周五)之后的日期;负数为之前。可给出休息日和调休上班的日期。',
      'WORKDAY(DATE(2026, 3, 6), 3, ["2026-03-10"], ["2026-03-07"])',
    ],
    en: [
      'The date so many working days (Monday to Friday) later; earlier for a negative number. Days off and weekends that are worked may be given.',
    ],
    toExpr: op('add_workdays'),
  }),
  date('NETWORKDAYS', {
    params: [need('开始', 'start'), need('结束', 'end'), ...EXCEPTIONS],
    zh: [
      '从开始到结束的工作日数(周一至周五),含两端;结束在前时为负。可给出休息日和调休上班的日期。',
      'NETWORKDAYS(DATE(2026, 3, 2), DATE(2026, 3, 8), ["2026-03-03"], ["2026-03-07"])',
    ],
    en: [
      'Working days (Monday to Friday) from start to end, both included; negative when the end comes first. Days off and weekends that are worked may be given.',
    ],
    aliases: ['NETWORKDAY'],
    toExpr: op('workdays_between'),
  }),
  date('TIMESTAMP', {
    params: [need('日期时间', 'date and time')],
    zh: ['自 1970 年起的秒数,含毫秒。', 'TIMESTAMP(DATETIME(DATE(2026, 3, 1)))'],
    en: ['Seconds since 1970, milliseconds included.'],
    toExpr: op('epoch'),
  }),
] as const;
