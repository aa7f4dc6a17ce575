/** What the server and the browser know of reports alike. */
export type { ChartKind, ReportResult, Shape } from './charts/contract.ts';
export { chartKinds } from './charts/registry.ts';
export { drillOf } from './result/mark.ts';
