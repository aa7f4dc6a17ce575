import type { CompiledField } from '@trellis/forms/model';
import type { Checked, Frag, ValueType } from '@trellis/logic';
import type { Bucket, LocalText, MeasureOp, OptionDef, ReportDocument } from '@trellis/metadata';
import type { Access, Ctx, Query, Scoped } from '@trellis/records/server';

/** What every pass may know besides the query. */
export interface CompileContext {
  readonly ctx: Ctx;
  /** The app whose report it is; forms are named by their key within it. */
  readonly app: string;
  /** Collation in which people read texts. */
  readonly collation: string;
}

/** A report of sound structure. */
export type ParsedQuery = ReportDocument;

/** A form behind a to-one reference, reached once however often it is named. */
export interface JoinedForm {
  /** Path of references from the fact form: "account", "account.parent". */
  readonly path: string;
  /** Path of the form that holds the reference; "" is the fact form. */
  readonly from: string;
  readonly via: string;
  /** "app:form". */
  readonly form: string;
  readonly access: Access;
}

/** A column of the fact form or of a joined one. */
export interface Place {
  /** Path of the join; "" is the fact form. */
  readonly join: string;
  readonly column: string;
  readonly type: ValueType;
  /** The field; absent for a system field. */
  readonly field?: CompiledField;
  /** What an id points to. */
  readonly target?: string;
  /** The path that an expression must name to read this very value. */
  readonly path: string;
}

export interface ResolvedDimension {
  readonly key: string;
  /** As written: the path that conditions name. */
  readonly path: string;
  readonly place: Place;
  readonly bucket?: Bucket;
  readonly label?: LocalText;
}

export interface ResolvedMeasure {
  readonly key: string;
  readonly op: MeasureOp;
  readonly path?: string;
  readonly place?: Place;
  readonly filter?: Checked;
  readonly label?: LocalText;
}

/** Every name is known and the set of forms is closed: no later pass adds one. */
export interface Resolved {
  readonly access: Access;
  readonly filter?: Checked;
  /** A join stands after the one it starts from. */
  readonly joins: readonly JoinedForm[];
  readonly dimensions: readonly ResolvedDimension[];
  readonly measures: readonly ResolvedMeasure[];
  readonly order?: ReportDocument['order'];
  readonly limit?: number;
}

export interface Order {
  readonly of: 'dimension' | 'measure';
  readonly index: number;
  readonly dir: 'asc' | 'desc';
}

export interface ExpandedDimension extends ResolvedDimension {
  readonly label: LocalText;
  /** Options of the field in their order, retired ones too. */
  readonly options?: readonly OptionDef[];
  /** Groups without records are shown too. */
  readonly fill: boolean;
}

export interface ExpandedMeasure extends ResolvedMeasure {
  readonly label: LocalText;
}

/** Nothing is left to defaults; the order tells any two groups apart. */
export interface Expanded extends Omit<Resolved, 'order' | 'limit'> {
  readonly dimensions: readonly ExpandedDimension[];
  readonly measures: readonly ExpandedMeasure[];
  readonly order: readonly Order[];
  readonly limit: number;
}

/** Every form can be read through the member's policy alone. */
export interface Authorized extends Expanded {
  readonly fact: Scoped;
  /** By path; "" is the fact form. */
  readonly scopes: ReadonlyMap<string, Scoped>;
}

/** One aggregate over the records of a group. */
export interface Part {
  readonly op: 'count' | 'sum' | 'min' | 'max' | 'distinct';
  /** Absent: records are counted, not values. */
  readonly place?: Place;
  readonly filter?: Checked;
  /** How the parts of groups make that of all; absent where they can't. */
  readonly rollup?: 'sum' | 'min' | 'max';
}

/** How a measure is made of parts, by their index. */
export type Recipe =
  | { readonly is: 'part'; readonly part: number }
  | { readonly is: 'ratio'; readonly of: number; readonly by: number };

/** What the statement computes, not yet how it says so. */
export interface Plan {
  readonly query: Authorized;
  readonly parts: readonly Part[];
  /** One per measure. */
  readonly recipes: readonly Recipe[];
}

/** The one statement of a report, and what its columns mean. */
export interface Compiled {
  readonly plan: Plan;
  readonly statement: Query;
  /** By dimension, where its values are ids: how their titles are written. */
  readonly titles: readonly (Title | undefined)[];
}

export interface Title {
  /** As the statement computes it. */
  readonly value: Frag;
  /** The title field; absent for members and departments. */
  readonly field?: CompiledField;
}
