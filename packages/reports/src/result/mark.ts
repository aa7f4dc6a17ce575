import type { Expr } from '@trellis/logic';
import type { ReportDocument } from '@trellis/metadata';
import { allOf } from './drill.ts';

/** The condition for the records behind one number: those of its row that count into the measure. Null = all records. */
export function drillOf(report: ReportDocument, measure: string, row: Expr | null): Expr | null {
  const filter = report.measures.find(({ key }) => key === measure)?.filter;
  return allOf([...(row === null ? [] : [row]), ...(filter === undefined ? [] : [filter])]);
}
