/** Dashboards and charts in the browser. */
export type { ChartFacet, ChartProps, DrillTarget } from './charts/facet.tsx';
export { chartFacets } from './charts/facets.tsx';
export { DashboardPage, type DashboardPageProps } from './page/dashboard.tsx';
