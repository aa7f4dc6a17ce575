import type { Expr } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';

/** A field type with settings, by which computed values are stored, shown, filtered and rounded. */
export type ResultType = {
  readonly type: string;
  readonly config: JsonObject;
  /** Canonical "app:form" where the values are references: the settings may name it from another app. */
  readonly target?: string;
};

export const ROLLUP_OPS = [
  'count',
  'filled',
  'empty',
  'distinct',
  'sum',
  'avg',
  'min',
  'max',
  'first',
  'last',
] as const;
export type RollupOp = (typeof ROLLUP_OPS)[number];

/** What the values of a field are computed from. Paths start at the record, those of a roll-up at a row. */
export type Computed =
  | { readonly kind: 'formula'; readonly expr: Expr | undefined; readonly emptyAsZero: boolean }
  | {
      readonly kind: 'lookup';
      /** Reference field of the form. */
      readonly via: string;
      /** Field behind it, through further references if dotted. */
      readonly path: string;
      /** "live" follows the source; "snapshot" keeps what stood there when the reference was chosen. */
      readonly mode: 'live' | 'snapshot';
    }
  | {
      readonly kind: 'rollup';
      /** To-many path: key of a sub-form, or "form@field" for the records that point here. */
      readonly rows: string;
      readonly op: RollupOp;
      /** Absent for "count". */
      readonly path?: string;
      /** Condition over a row. */
      readonly filter?: Expr;
    };
