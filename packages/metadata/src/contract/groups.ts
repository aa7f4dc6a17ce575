import { Type } from 'typebox';
import { operation } from './operation.ts';
import { Expr, FormParams, Refs } from './schemas.ts';

export const GroupLevel = Type.Object({
  field: Type.String({ maxLength: 60 }),
  /** Dates are cut into periods of the workspace's calendar; days when nothing is said. */
  bucket: Type.Optional(
    Type.Union([
      Type.Literal('day'),
      Type.Literal('week'),
      Type.Literal('month'),
      Type.Literal('quarter'),
      Type.Literal('year'),
    ]),
  ),
  /** Options in their own order, people and records by name. Records without a value always come last. */
  dir: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')])),
  /** By value (default) or by how many records a group has. */
  order: Type.Optional(Type.Union([Type.Literal('value'), Type.Literal('count')])),
});

/** "filled", "empty": records that have a value, or none; "distinct": different values. */
const TotalFn = Type.Union([
  Type.Literal('sum'),
  Type.Literal('avg'),
  Type.Literal('min'),
  Type.Literal('max'),
  Type.Literal('filled'),
  Type.Literal('empty'),
  Type.Literal('distinct'),
]);

/** By field: exact decimals, dates and times in canonical text; null where there is nothing to add up. */
const Totals = Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]));

export const groups = {
  /**
   * Counts and totals of groups within groups, and of all records. A group stands behind the one that it is part of.
   * A record with several values in a field stands in each of their groups, but counts once in what is around them.
   */
  groupRecords: operation({
    id: 'groupRecords',
    method: 'POST',
    path: '/api/v1/w/{workspace}/records/{app}/{form}/group',
    access: 'member',
    summary: { zh: '分组与合计', en: 'Groups and totals' },
    params: FormParams,
    body: Type.Object({
      /** The outermost first; none: the totals of all records alone. */
      by: Type.Array(GroupLevel, { maxItems: 3 }),
      /** What is worked out, by field: one function each. */
      totals: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), TotalFn, { maxProperties: 50 })),
      filter: Type.Optional(Expr),
      search: Type.Optional(Type.String({ maxLength: 200 })),
      /** Groups at most, those within others counted too; default 500. */
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    reply: Type.Object({
      groups: Type.Array(
        Type.Object({
          /**
           * A value for each level down to this group's, in canonical text; of dates the first day of their period.
           * Null: records without a value.
           */
          keys: Type.Array(Type.Union([Type.String(), Type.Null()])),
          count: Type.Integer(),
          totals: Totals,
        }),
      ),
      /** There are more groups than were asked for. */
      more: Type.Boolean(),
      /** All records, each counted once. */
      all: Type.Object({ count: Type.Integer(), totals: Totals }),
      /** Titles of the records and members that groups are named by. */
      refs: Refs,
    }),
  }),
};
