import type { Expr } from '@trellis/logic';
import type { JsonObject } from '@trellis/metadata';
import type { ComponentType } from 'react';
import type { ReportResult } from './contract.ts';

/** What a chart gets; it fills the place it is in. */
export interface ChartProps<C = JsonObject> {
  readonly result: ReportResult;
  readonly config: C;
  /** Name of the card, for screen readers. */
  readonly name: string;
  /** Leads from a number to its records: the row and measure by index. */
  readonly onDrill: (row: number, measure: number) => void;
}

/** The drawing of a chart kind, fetched when first shown. */
export interface ChartFacet {
  readonly type: string;
  readonly Chart: ComponentType<ChartProps>;
  /** Its numbers are offered as a table too. */
  readonly asTable: boolean;
  /** Says zero like any other number; others are empty then. */
  readonly drawsZero: boolean;
}

/** Where a number of a dashboard leads. */
export interface DrillTarget {
  readonly app: string;
  /** Key of the fact form. */
  readonly form: string;
  /** Condition on its records; null = all of them. */
  readonly filter: Expr | null;
}
