import type { Expr, Json } from '@trellis/logic';
import type { LocalText } from '@trellis/metadata';
import { DEPARTMENT_TARGET, MEMBER_TARGET } from '@trellis/metadata';
import { changeOperators } from './changes.ts';
import { ownOperators } from './own.ts';
import type { FilterField } from './types.ts';

/** Which input an operator asks for. */
/** "own": a field of the record at hand. */
/** "count": a whole number; "near": a point and kilometres. */
export type ValueInput = 'none' | 'one' | 'list' | 'range' | 'days' | 'count' | 'place' | 'near' | 'own';

/** A way to compare a field, as people say it. `read` undoes `write`. */
export interface FilterOperator {
  readonly op: string;
  readonly label: LocalText;
  readonly value: ValueInput;
  write(field: Expr, value: Json): Expr;
  /** The value if the expression is this operator on that field (both as `write` makes them), else undefined. */
  read(expr: Expr, field: Expr): Json | undefined;
}

/** A place in a pattern where the value stands. */
const HOLE = Symbol('value');
/** The place of the field. */
const F = Symbol('field');
type Pattern =
  | typeof HOLE
  | typeof F
  | null
  | boolean
  | number
  | string
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

/** The only key and its operand of an operator object. */
const call = (name: string, ...args: Pattern[]): Pattern => ({ [name]: args });

function fill(pattern: Pattern, field: Expr, value: Json): Expr {
  if (pattern === HOLE) return value;
  if (pattern === F) return field;
  if (Array.isArray(pattern)) return (pattern as readonly Pattern[]).map((item) => fill(item, field, value));
  if (typeof pattern === 'object' && pattern !== null)
    return Object.fromEntries(Object.entries(pattern).map(([key, item]) => [key, fill(item, field, value)]));
  return pattern as Expr;
}

/** Matches and collects what stands in the holes, in order. */
function match(pattern: Pattern, expr: Expr | undefined, field: Expr, found: Json[]): boolean {
  if (expr === undefined) return false;
  if (pattern === HOLE) return found.push(expr) > 0;
  if (pattern === F) return equal(expr, field);
  if (Array.isArray(pattern)) {
    if (!Array.isArray(expr) || expr.length !== pattern.length) return false;
    return pattern.every((item: Pattern, i) => match(item, expr[i] as Expr, field, found));
  }
  if (typeof pattern === 'object' && pattern !== null) {
    if (typeof expr !== 'object' || expr === null || Array.isArray(expr)) return false;
    const keys = Object.keys(pattern);
    return (
      Object.keys(expr).length === keys.length &&
      keys.every((key) =>
        match(
          (pattern as { [key: string]: Pattern })[key]!,
          (expr as { [key: string]: Expr })[key],
          field,
          found,
        ),
      )
    );
  }
  return expr === pattern;
}

const equal = (a: Expr, b: Expr) => JSON.stringify(a) === JSON.stringify(b);

const isScalar = (value: Json): boolean => value !== null && typeof value !== 'object';

/** A point in degrees, and how far from it. */
export interface Near {
  readonly lat: number;
  readonly lng: number;
  readonly km: number;
}

const isNumber = (value: Json | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** Whether a value says where, and how far from there. */
export function isNear(value: Json): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { lat, lng, km } = value as { readonly [key: string]: Json };
  return isNumber(lat) && isNumber(lng) && isNumber(km) && km > 0;
}

/** Whether what was found fits the input that will show it. */
const FITS: Readonly<Record<ValueInput, (value: Json) => boolean>> = {
  none: () => true,
  one: isScalar,
  list: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  range: (value) => Array.isArray(value) && value.length === 2 && value.every(isScalar),
  place: (value) => typeof value === 'string',
  own: (value) => typeof value === 'string',
  days: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1,
  count: (value) => typeof value === 'number' && Number.isInteger(value) && value >= 1,
  near: isNear,
};

/** An operator whose expression is a pattern around field and value. */
function operator(
  op: string,
  zh: string,
  en: string,
  value: Exclude<ValueInput, 'range' | 'days' | 'near'>,
  pattern: Pattern,
): FilterOperator {
  return {
    op,
    label: { zh, en },
    value,
    write: (field, given) => fill(pattern, field, given),
    read(expr, field) {
      const found: Json[] = [];
      if (!match(pattern, expr, field, found)) return undefined;
      const first = found[0] ?? null;
      return FITS[value](first) ? first : undefined;
    },
  };
}

/** "between" of a pair. */
function range(zh: string, en: string, subject: Pattern): FilterOperator {
  return {
    op: 'between',
    label: { zh, en },
    value: 'range',
    write(field, given) {
      const [low, high] = given as readonly [Json, Json];
      return { between: [fill(subject, field, null), low, high] };
    },
    read(expr, field) {
      const found: Json[] = [];
      const shape = call('between', subject, HOLE, HOLE);
      return match(shape, expr, field, found) && FITS.range(found) ? found : undefined;
    },
  };
}

/** An operator over a number of days; `shape` places the number, negated and reduced as its meaning needs. */
function days(
  op: string,
  zh: string,
  en: string,
  shape: Pattern,
  toNumber: (days: number) => number,
  toDays: (number: number) => number,
): FilterOperator {
  return {
    op,
    label: { zh, en },
    value: 'days',
    write: (field, given) => fill(shape, field, toNumber(Number(given))),
    read(expr, field) {
      const found: Json[] = [];
      if (!match(shape, expr, field, found) || typeof found[0] !== 'number') return undefined;
      const count = toDays(found[0]);
      return FITS.days(count) ? count : undefined;
    },
  };
}

/** Within so many kilometres of a point. */
const NEAR: FilterOperator = {
  op: 'near',
  label: { zh: '距离…以内', en: 'is within … of' },
  value: 'near',
  write(field, given) {
    const { lat, lng, km } = given as unknown as Near;
    return { '<=': [{ distance: [field, lat, lng] }, Math.round(km * 1000)] };
  },
  read(expr, field) {
    const found: Json[] = [];
    const shape = call('<=', call('distance', F, HOLE, HOLE), HOLE);
    if (!match(shape, expr, field, found)) return undefined;
    const [lat, lng, metres] = found;
    const value = { lat, lng, km: typeof metres === 'number' ? metres / 1000 : null } as Json;
    return isNear(value) ? value : undefined;
  },
};

const not = (pattern: Pattern): Pattern => call('!', pattern);
const variable = (name: string): Pattern => ({ var: name });

const EMPTINESS = [
  operator('is_empty', '为空', 'is empty', 'none', call('is_empty', F)),
  operator('not_empty', '不为空', 'is not empty', 'none', call('not_empty', F)),
];

/** A text inside a value: what is written in it, where it is. */
const inside = (op: string, part: string, zh: string, en: string): FilterOperator[] => {
  const found = call('contains', call('part', F, part), HOLE);
  return [
    operator(op, `${zh}包含`, `${en}contains`, 'one', found),
    operator(`not_${op}`, `${zh}不包含`, `${en}does not contain`, 'one', not(found)),
  ];
};

/** What types whose values are of several parts may offer; each names its own in `filters`. */
const PARTS = [
  NEAR,
  ...inside('contains', 'text', '', ''),
  ...inside('detail', 'detail', '详细地址', 'street '),
];

const FILE_NAMED = call('some', call('file_names', F), call('contains', variable('row'), HOLE));
const FILES = [
  operator('not_empty', '有文件', 'has files', 'none', call('not_empty', F)),
  operator('is_empty', '没有文件', 'has no files', 'none', call('is_empty', F)),
  operator('named', '文件名包含', 'has a file named like', 'one', FILE_NAMED),
  operator('not_named', '文件名不包含', 'has no file named like', 'one', not(FILE_NAMED)),
  operator('count_ge', '至少 N 个文件', 'has at least N files', 'count', call('>=', call('count', F), HOLE)),
];

/** Of numbers that are typed in many ways: the type knows what a fragment of one means. */
const DIGITS = [
  operator('has_digits', '包含', 'contains', 'one', call('has_digits', F, HOLE)),
  operator('no_digits', '不包含', 'does not contain', 'one', not(call('has_digits', F, HOLE))),
  operator('same_number', '是', 'is', 'one', call('same_number', F, HOLE)),
  operator('other_number', '不是', 'is not', 'one', not(call('same_number', F, HOLE))),
];

const TEXT = [
  operator('contains', '包含', 'contains', 'one', call('contains', F, HOLE)),
  operator('not_contains', '不包含', 'does not contain', 'one', not(call('contains', F, HOLE))),
  operator('eq', '等于', 'is', 'one', call('==', F, HOLE)),
  operator('ne', '不等于', 'is not', 'one', call('!=', F, HOLE)),
  operator('starts_with', '开头是', 'starts with', 'one', call('starts_with', F, HOLE)),
  operator('ends_with', '结尾是', 'ends with', 'one', call('ends_with', F, HOLE)),
  ...EMPTINESS,
];

const NUMBER = [
  operator('eq', '等于', '=', 'one', call('==', F, HOLE)),
  operator('ne', '不等于', '≠', 'one', call('!=', F, HOLE)),
  operator('gt', '大于', '>', 'one', call('>', F, HOLE)),
  operator('ge', '大于等于', '≥', 'one', call('>=', F, HOLE)),
  operator('lt', '小于', '<', 'one', call('<', F, HOLE)),
  operator('le', '小于等于', '≤', 'one', call('<=', F, HOLE)),
  range('介于', 'is between', F),
  ...EMPTINESS,
];

const BOOLEAN = [
  operator('is_true', '为是', 'is yes', 'none', call('==', F, true)),
  // An untouched checkbox is empty, and people read it as no.
  operator('is_false', '为否', 'is no', 'none', call('!=', F, true)),
];

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
    period('this_month', '本月', 'is this month', now, 'month'),
    period('last_month', '上月', 'was last month', plus(-1, 'month'), 'month'),
    period('this_quarter', '本季度', 'is this quarter', now, 'quarter'),
    period('this_year', '今年', 'is this year', now, 'year'),
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

const TIME = [
  operator('eq', '等于', 'is', 'one', call('==', F, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', F, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', F, HOLE)),
  range('介于', 'is between', F),
  ...EMPTINESS,
];

const DATE = [
  operator('eq', '等于', 'is on', 'one', call('==', F, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', F, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', F, HOLE)),
  range('介于', 'is between', F),
  ...periods(variable('$today')),
  ...EMPTINESS,
];

/** People compare instants by the day they fall on in the workspace's zone. */
const day = call('to_date', F);
const DATETIME = [
  operator('eq', '等于', 'is on', 'one', call('==', day, HOLE)),
  operator('lt', '早于', 'is before', 'one', call('<', day, HOLE)),
  operator('gt', '晚于', 'is after', 'one', call('>', day, HOLE)),
  range('介于', 'is between', day),
  ...periods(variable('$now')),
  ...EMPTINESS,
];

const ONE_OF = [
  operator('in', '是', 'is any of', 'list', call('in', F, HOLE)),
  operator('not_in', '不是', 'is none of', 'list', not(call('in', F, HOLE))),
  ...EMPTINESS,
];

const SET = [
  operator('has_any', '包含任一', 'has any of', 'list', call('has_any', F, HOLE)),
  operator('has_all', '同时包含', 'has all of', 'list', call('has_all', F, HOLE)),
  operator('has_none', '不包含', 'has none of', 'list', call('has_none', F, HOLE)),
  ...EMPTINESS,
];

const ME = [
  operator('is_me', '是我', 'is me', 'none', call('==', F, variable('$member'))),
  operator('not_me', '不是我', 'is not me', 'none', call('!=', F, variable('$member'))),
];

const mine = variable('$member.departments');
const below = variable('$member.departments_below');
const MINE = [
  operator('is_mine', '是我的部门', 'is my department', 'none', call('in', F, mine)),
  operator(
    'is_mine_below',
    '是我的部门或其下级',
    'is my department or one below',
    'none',
    call('in', F, below),
  ),
];
const HAS_MINE = [
  operator('has_mine', '包含我的部门', 'has my department', 'none', call('has_any', F, mine)),
  operator(
    'has_mine_below',
    '包含我的部门或其下级',
    'has my department or one below',
    'none',
    call('has_any', F, below),
  ),
];

/** Of values in a hierarchy: the field's type says what lies below a value. */
const UNDER = operator('under', '属于（含下级）', 'is or lies in', 'place', call('under', F, HOLE));

/** Of a sub-form: how many rows a record has. What they hold is asked of their columns. */
const ROWS = [
  operator('some_rows', '有数据', 'has rows', 'none', call('>', call('count', F), 0)),
  operator('no_rows', '没有数据', 'has no rows', 'none', call('==', call('count', F), 0)),
  operator('rows_ge', '至少 N 行', 'has at least N rows', 'count', call('>=', call('count', F), HOLE)),
  operator('rows_le', '至多 N 行', 'has at most N rows', 'count', call('<=', call('count', F), HOLE)),
  operator('rows_eq', '正好 N 行', 'has exactly N rows', 'count', call('==', call('count', F), HOLE)),
];

/** The operators for a field, the commonest first: by its value kind, narrowed by its type. */
export function operatorsOf(filtered: Omit<FilterField, 'key'>): readonly FilterOperator[] {
  const { field } = filtered;
  if (field?.owned) return ROWS;
  const macros = field?.type.macros?.(field.config);
  const under = macros?.under ? [UNDER] : [];
  const digits = macros?.has_digits ? DIGITS : [];
  const parts = field?.kind === 'json' && field.type.filters ? PARTS : [];
  const all = [
    ...byKind(filtered, [...under, ...digits, ...parts]),
    ...(filtered.linked ? ownOperators(filtered) : []),
  ];
  const only = field?.type.filters;
  const fitting = only ? all.filter(({ op }) => only.includes(op)) : all;
  return filtered.changes ? [...fitting, ...changeOperators(filtered)] : fitting;
}

/** @param special what the type alone knows of, such as "is or lies in": after what needs no value, before the rest */
function byKind(
  { kind, many, target }: Pick<FilterField, 'kind' | 'many' | 'target'>,
  special: readonly FilterOperator[],
): readonly FilterOperator[] {
  const departments = target === DEPARTMENT_TARGET;
  if (kind === 'file') return FILES;
  if (many) {
    if (kind !== 'option' && kind !== 'ref' && kind !== 'text') return EMPTINESS;
    return departments ? [...HAS_MINE, ...special, ...SET] : SET;
  }
  if (kind === 'ref') {
    if (departments) return [...MINE, ...special, ...ONE_OF];
    return target === MEMBER_TARGET ? [...ME, ...ONE_OF] : ONE_OF;
  }
  return [...special, ...(BY_KIND[kind] ?? EMPTINESS)];
}

const BY_KIND: Readonly<Partial<Record<FilterField['kind'], readonly FilterOperator[]>>> = {
  text: TEXT,
  number: NUMBER,
  boolean: BOOLEAN,
  date: DATE,
  time: TIME,
  datetime: DATETIME,
  option: ONE_OF,
};
