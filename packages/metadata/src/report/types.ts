import type { Expr } from '@trellis/logic';
import type { LocalText } from '../kernel/text.ts';

export const BUCKETS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type Bucket = (typeof BUCKETS)[number];
export const MEASURE_OPS = ['count', 'sum', 'avg', 'min', 'max', 'count_distinct'] as const;
export type MeasureOp = (typeof MEASURE_OPS)[number];

/** A question over one fact form. */
export interface ReportDocument {
  /** The fact form's key. */
  readonly form: string;
  readonly filter?: Expr;
  /** At most 4. */
  readonly dimensions: readonly Dimension[];
  /** 1 to 20. */
  readonly measures: readonly Measure[];
  readonly order?: readonly { readonly by: string; readonly dir: 'asc' | 'desc' }[];
  /** Groups at most; default 1,000, at most 10,000. */
  readonly limit?: number;
}

/** A field, or to-one references and a field ("account.industry"); dates need a bucket. */
export interface Dimension {
  readonly key: string;
  readonly path: string;
  readonly bucket?: Bucket;
  readonly label?: LocalText;
}

export interface Measure {
  readonly key: string;
  readonly op: MeasureOp;
  /** Field or path; absent for count. */
  readonly path?: string;
  /** Only records for which it is true count into this measure. */
  readonly filter?: Expr;
  readonly label?: LocalText;
}
