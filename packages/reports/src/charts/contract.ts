import type { Contract, Issue, JsonObject, LocalText, ReplyOf } from '@trellis/metadata';

/** The answer of a report, as it travels. */
export type ReportResult = ReplyOf<Contract['runReport']>;

/** What a chart can tell of a report without its rows. */
export interface Shape {
  readonly dimensions: readonly { readonly key: string; readonly kind: string; readonly bucket?: string }[];
  readonly measures: readonly { readonly key: string; readonly kind: string }[];
}

/** A way to draw a report: all that is known of it outside React. One folder `src/charts/<type>/`. */
export interface ChartKind<C = JsonObject> {
  readonly type: string;
  /** Name in the UI's icon set. */
  readonly icon: string;
  readonly label: LocalText;
  /** One sentence: what it is good for. */
  readonly description: LocalText;
  readonly config: {
    /** JSON Schema of a card's `config` (root object, additionalProperties false). */
    readonly schema: JsonObject;
    defaults(): C;
  };
  /** Why it can't draw a report of this shape; none when it can. */
  accepts(shape: Shape, config: C): readonly Issue[];
}
