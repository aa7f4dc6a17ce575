import type { Expr, Json } from '@trellis/logic';
import type { JsonObject, OptionColor } from '../form/types.ts';
import type { LocalText } from '../kernel/text.ts';
import type { Bucket } from '../report/types.ts';

export interface Sort {
  /** Field key or system field. */
  readonly field: string;
  readonly dir: 'asc' | 'desc';
}

/** One level of groups; dates are cut into periods (days when nothing is said). */
export interface ViewGroup {
  readonly field: string;
  readonly dir?: 'asc' | 'desc';
  readonly bucket?: Bucket;
}
export const MAX_GROUPS = 3;

/** Where a colour shows: over the whole row or card, along its edge, or at one field. */
export const COLOR_PLACES = ['row', 'edge', 'field'] as const;
export type ColorPlace = (typeof COLOR_PLACES)[number];

/** A colour for the records that meet a condition on their own fields; of several that hold the first counts. */
export interface ColorRule {
  readonly when: Expr;
  readonly color: OptionColor;
  readonly on: ColorPlace;
  /** The field that is coloured; only with "field". */
  readonly field?: string;
}

/** What a footer or the head of a group says of a field; "filled" and "empty" count records. */
export const TOTAL_OPS = ['sum', 'avg', 'min', 'max', 'filled', 'empty', 'distinct'] as const;
export type TotalOp = (typeof TOTAL_OPS)[number];
export type Totals = Readonly<Record<string, TotalOp>>;

export const ROW_HEIGHTS = ['short', 'medium', 'tall', 'huge'] as const;
export type RowHeight = (typeof ROW_HEIGHTS)[number];

/** A saved way to look at a form's records. `kind` names a view kind, `config` is its own settings. */
export interface ViewDocument {
  readonly vocabulary: 1;
  readonly form: string;
  readonly kind: string;
  readonly label: LocalText;
  /** Place among the form's views; the first one is shown when none is asked for. Without it: by key. */
  readonly position?: number;
  readonly filter?: Expr;
  readonly sort?: readonly Sort[];
  /** Groups within groups, the outermost first. */
  readonly group?: readonly ViewGroup[];
  readonly colors?: readonly ColorRule[];
  /** By field. */
  readonly totals?: Totals;
  /** Fields whose values can be picked above the records. */
  readonly quick?: readonly string[];
  /** Members see it as it is and can't adjust it for themselves. */
  readonly locked?: boolean;
  readonly rowHeight?: RowHeight;
  readonly config: JsonObject;
}

/** What is picked in a quick filter: an operator of the filter editor with its value. */
export interface QuickValue {
  readonly op: string;
  readonly value?: Json;
}

/** What a member changed of a view for themself; whatever is absent is as the view has it. */
export interface ViewAdjustment {
  readonly sort?: readonly Sort[];
  readonly group?: readonly ViewGroup[];
  readonly totals?: Totals;
  readonly rowHeight?: RowHeight;
  /** Settings in place of those of the same name in the view's `config`. */
  readonly config?: JsonObject;
  /** Groups and lanes that are folded, each by a name that its kind gives. */
  readonly folded?: readonly string[];
  /** What is picked, by field. */
  readonly quick?: Readonly<Record<string, QuickValue>>;
}

/** A column of a table. */
export interface TableColumn {
  /** Field key or system field. */
  readonly field: string;
  /** In px. */
  readonly width?: number;
  /** Kept at its place but not shown. */
  readonly hidden?: boolean;
}

/** config of kind "table": columns in order. */
export interface TableConfig {
  readonly columns: readonly TableColumn[];
  /** So many shown columns from the left stay while the others scroll; 1 when nothing is said. */
  readonly frozen?: number;
}
