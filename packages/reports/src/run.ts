import type { ReportDocument } from '@trellis/metadata';
import { bounded, type Ctx, listCollation, rowsOf } from '@trellis/records/server';
import { compile } from './compile/compile.ts';
import { type GroupRow, type ReportResult, resultOf } from './result/result.ts';

/**
 * Runs a report of an app over the records that the member may view, in one statement.
 * Errors: query_invalid with issues at ["report", …], forbidden, form_unavailable.
 */
export async function runReport(request: Ctx, app: string, report: unknown): Promise<ReportResult> {
  const ctx = bounded(request);
  const compiled = compile(report, { ctx, app, collation: await listCollation(ctx.pool) });
  const rows = await rowsOf<GroupRow>(ctx, compiled.statement);
  // The first pass has checked that it is one.
  return resultOf(ctx, report as ReportDocument, compiled, rows);
}
