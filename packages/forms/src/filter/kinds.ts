import type { Expr, Json } from '@trellis/logic';
import { call, EMPTINESS, F, HOLE, match, not, operator, range } from './pattern.ts';

export const TEXT = [
  operator('contains', '包含', 'contains', 'one', call('contains', F, HOLE)),
  operator('not_contains', '不包含', 'does not contain', 'one', not(call('contains', F, HOLE))),
  operator('eq', '等于', 'is', 'one', call('==', F, HOLE)),
  operator('ne', '不等于', 'is not', 'one', call('!=', F, HOLE)),
  operator('starts_with', '开头是', 'starts with', 'one', call('starts_with', F, HOLE)),
  operator('ends_with', '结尾是', 'ends with', 'one', call('ends_with', F, HOLE)),
  ...EMPTINESS,
];

export const NUMBER = [
  operator('eq', '等于', '=', 'one', call('==', F, HOLE)),
  operator('ne', '不等于', '≠', 'one', call('!=', F, HOLE)),
  operator('gt', '大于', '>', 'one', call('>', F, HOLE)),
  operator('ge', '大于等于', '≥', 'one', call('>=', F, HOLE)),
  operator('lt', '小于', '<', 'one', call('<', F, HOLE)),
  operator('le', '小于等于', '≤', 'one', call('<=', F, HOLE)),
  range('介于', 'is between', F),
  ...EMPTINESS,
];

export const BOOLEAN = [
  operator('is_true', '为是', 'is yes', 'none', call('==', F, true)),
  // An untouched checkbox is empty, and people read it as no.
  operator('is_false', '为否', 'is no', 'none', call('!=', F, true)),
];

const IN = operator('in', '是', 'is any of', 'list', call('in', F, HOLE));

export const ONE_OF = [
  {
    ...IN,
    /** "Is this one", as people write it, is one of one. */
    read(expr: Expr, field: Expr): Json | undefined {
      const found: Json[] = [];
      const same = match(call('==', F, HOLE), expr, field, found) && typeof found[0] === 'string';
      return same ? [...found] : IN.read(expr, field);
    },
  },
  operator('not_in', '不是', 'is none of', 'list', not(call('in', F, HOLE))),
  ...EMPTINESS,
];

export const SET = [
  operator('has_any', '包含任一', 'has any of', 'list', call('has_any', F, HOLE)),
  operator('has_all', '同时包含', 'has all of', 'list', call('has_all', F, HOLE)),
  operator('has_none', '不包含', 'has none of', 'list', call('has_none', F, HOLE)),
  ...EMPTINESS,
];
