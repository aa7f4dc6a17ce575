import type { Json } from '@trellis/logic';
import {
  call,
  F,
  type FilterOperator,
  HOLE,
  isNear,
  match,
  type Near,
  not,
  operator,
  variable,
} from './pattern.ts';

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

/** A text inside a value: what is written in it, where it is. */
const inside = (op: string, part: string, zh: string, en: string): FilterOperator[] => {
  const found = call('contains', call('part', F, part), HOLE);
  return [
    operator(op, `${zh}包含`, `${en}contains`, 'one', found),
    operator(`not_${op}`, `${zh}不包含`, `${en}does not contain`, 'one', not(found)),
  ];
};

/** What types whose values are of several parts may offer; each names its own in `filters`. */
export const PARTS = [
  NEAR,
  ...inside('contains', 'text', '', ''),
  ...inside('detail', 'detail', '详细地址', 'street '),
];

const FILE_NAMED = call('some', call('file_names', F), call('contains', variable('row'), HOLE));
export const FILES = [
  operator('not_empty', '有文件', 'has files', 'none', call('not_empty', F)),
  operator('is_empty', '没有文件', 'has no files', 'none', call('is_empty', F)),
  operator('named', '文件名包含', 'has a file named like', 'one', FILE_NAMED),
  operator('not_named', '文件名不包含', 'has no file named like', 'one', not(FILE_NAMED)),
  operator('count_ge', '至少 N 个文件', 'has at least N files', 'count', call('>=', call('count', F), HOLE)),
];

/** Of numbers that are typed in many ways: the type knows what a fragment of one means. */
export const DIGITS = [
  operator('has_digits', '包含', 'contains', 'one', call('has_digits', F, HOLE)),
  operator('no_digits', '不包含', 'does not contain', 'one', not(call('has_digits', F, HOLE))),
  operator('same_number', '是', 'is', 'one', call('same_number', F, HOLE)),
  operator('other_number', '不是', 'is not', 'one', not(call('same_number', F, HOLE))),
];

/** Of what is so or not for who asks. */
export const ASKED = [
  operator('is_true', '是', 'yes', 'none', call('==', F, true)),
  operator('is_false', '否', 'no', 'none', call('!=', F, true)),
];

export const ME = [
  operator('is_me', '是我', 'is me', 'none', call('==', F, variable('$member'))),
  operator('not_me', '不是我', 'is not me', 'none', call('!=', F, variable('$member'))),
];

export const HAS_ME = [
  operator('has_me', '包含我', 'has me', 'none', call('in', variable('$member'), F)),
  operator('has_not_me', '不包含我', 'does not have me', 'none', not(call('in', variable('$member'), F))),
];

const mine = variable('$member.departments');
const below = variable('$member.departments_below');
export const MINE = [
  operator('is_mine', '是我的部门', 'is my department', 'none', call('in', F, mine)),
  operator(
    'is_mine_below',
    '是我的部门或其下级',
    'is my department or one below',
    'none',
    call('in', F, below),
  ),
];
export const HAS_MINE = [
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
export const UNDER = operator('under', '属于（含下级）', 'is or lies in', 'place', call('under', F, HOLE));

/** Of a sub-form: how many rows a record has. What they hold is asked of their columns. */
export const ROWS = [
  operator('some_rows', '有数据', 'has rows', 'none', call('>', call('count', F), 0)),
  operator('no_rows', '没有数据', 'has no rows', 'none', call('==', call('count', F), 0)),
  operator('rows_ge', '至少 N 行', 'has at least N rows', 'count', call('>=', call('count', F), HOLE)),
  operator('rows_le', '至多 N 行', 'has at most N rows', 'count', call('<=', call('count', F), HOLE)),
  operator('rows_eq', '正好 N 行', 'has exactly N rows', 'count', call('==', call('count', F), HOLE)),
];
