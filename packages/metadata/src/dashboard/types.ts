import type { JsonObject } from '../form/types.ts';
import type { LocalText } from '../kernel/text.ts';
import type { ReportDocument } from '../report/types.ts';

/** A page of charts on a grid of 24 columns. */
export interface DashboardDocument {
  readonly vocabulary: 1;
  readonly label: LocalText;
  readonly cards: readonly DashboardCard[];
}

export interface DashboardCard {
  readonly key: string;
  readonly label: LocalText;
  /** Position in columns (0–23) and rows of 40 px. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  /** Chart kind ("kpi", "funnel", "bar", "line") and its settings. */
  readonly chart: string;
  readonly config: JsonObject;
  readonly report: ReportDocument;
}
