/** The report engine on the server. */

export type { ReportResult } from './result/result.ts';
export { runReport } from './run.ts';
