import type { Expr } from '@trellis/logic';
import { type DashboardCard, issueMessage, type JsonObject } from '@trellis/metadata';
import { ApiError, EmptyState, Icon, SkeletonBar, useCatalog, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { type ReactNode, Suspense, useMemo, useState } from 'react';
import type { ReportResult } from '../charts/contract.ts';
import type { DrillTarget } from '../charts/facet.tsx';
import { chartFacets } from '../charts/facets.tsx';
import { chartKinds } from '../charts/registry.ts';
import { ResultTable } from '../charts/result-table.tsx';
import { isEmpty } from '../charts/series.ts';
import { useT } from '../messages.tsx';
import { drillOf } from '../result/mark.ts';
import { formsOf } from './forms-of.ts';
import { useReport } from './use-report.tsx';

export interface CardProps {
  readonly app: string;
  readonly card: DashboardCard;
  readonly onDrill: (target: DrillTarget) => void;
}

/** A card of a dashboard: its report, drawn; its place has the same size whatever is in it. */
export function ReportCard({ app, card, onDrill }: CardProps) {
  const t = useT();
  const { text } = useLocale();
  const [asTable, setAsTable] = useState(false);
  const forms = useForms(app, card);
  const query = useReport(app, card.report, forms);
  const result = query.data?.result;
  const facet = chartFacets.find(card.chart);
  const name = text(card.label);
  return (
    <section className="r-card" aria-label={name} aria-busy={query.isFetching}>
      <header className="r-card-head">
        <h2 className="t-ellipsis" title={name}>
          {name}
        </h2>
        {result?.truncated ? <small>{t('truncated', { count: result.rows.length })}</small> : null}
        {facet?.asTable ? (
          <Button
            type="text"
            size="small"
            className="r-card-toggle"
            aria-pressed={asTable}
            aria-label={asTable ? t('asChart') : t('asTable')}
            title={asTable ? t('asChart') : t('asTable')}
            icon={<Icon name={asTable ? (chartKinds.find(card.chart)?.icon ?? 'table') : 'table'} />}
            onClick={() => setAsTable(!asTable)}
          />
        ) : null}
      </header>
      <div className="r-card-body">
        {result ? (
          <Drawing app={app} card={card} result={result} asTable={asTable} onDrill={onDrill} />
        ) : query.isError ? (
          <Trouble error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </section>
  );
}

function useForms(app: string, { report }: DashboardCard): readonly string[] {
  const { data: catalog } = useCatalog();
  return useMemo(() => formsOf(app, report, catalog?.forms ?? {}), [app, report, catalog]);
}

interface DrawingProps extends CardProps {
  readonly result: ReportResult;
  readonly asTable: boolean;
}

function Drawing({ app, card, result, asTable, onDrill }: DrawingProps) {
  const t = useT();
  const { text, locale } = useLocale();
  const { report, chart } = card;
  const kind = chartKinds.find(chart);
  const facet = chartFacets.find(chart);
  if (!kind || !facet) return <Cannot>{t('unknownChart', { type: chart })}</Cannot>;
  const config: JsonObject = { ...kind.config.defaults(), ...card.config };
  const [issue] = kind.accepts(result, config);
  if (issue) return <Cannot>{issueMessage(issue, locale)}</Cannot>;
  const drill = (row: number, measure: number) => {
    const condition = (result.rows[row]?.drill ?? null) as Expr | null;
    const key = report.measures[measure]?.key ?? '';
    onDrill({ app, form: report.form, filter: drillOf(report, key, condition) });
  };
  if (!facet.drawsZero && isEmpty(result)) return <Nothing app={app} form={report.form} onDrill={onDrill} />;
  const name = text(card.label);
  if (asTable) return <ResultTable result={result} name={name} onDrill={drill} />;
  return (
    <Suspense fallback={<Waiting />}>
      <facet.Chart result={result} config={config} name={name} onDrill={drill} />
    </Suspense>
  );
}

/** Why there is nothing to see, and the way to where there may be. */
function Nothing({ app, form, onDrill }: { app: string; form: string; onDrill: CardProps['onDrill'] }) {
  const t = useT();
  const { text } = useLocale();
  const { data: catalog } = useCatalog();
  const label = catalog?.forms[`${app}:${form}`]?.document.trellis.label;
  const name = label ? text(label) : form;
  return (
    <EmptyState
      icon="bar-chart"
      title={t('emptyTitle')}
      description={t('emptyText', { form: name })}
      action={
        <Button onClick={() => onDrill({ app, form, filter: null })}>{t('open', { form: name })}</Button>
      }
    />
  );
}

function Cannot({ children }: { children: ReactNode }) {
  const t = useT();
  return <EmptyState icon="warning" title={t('cantDraw')} description={children} />;
}

/** A failure in few lines, since the smallest card is as high as three of them. */
function Trouble({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  const known = error instanceof ApiError ? error : undefined;
  return (
    <div className="r-trouble" role="alert">
      <p>{known?.issues[0]?.message ?? known?.title ?? t('failed')}</p>
      <Button size="small" icon={<Icon name="reload" />} onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}

function Waiting() {
  return (
    <div className="r-waiting">
      <SkeletonBar height={28} width="40%" />
      <SkeletonBar height={12} width="60%" />
      <div className="r-waiting-more">
        <SkeletonBar height={20} width="90%" />
        <SkeletonBar height={20} width="70%" />
        <SkeletonBar height={20} width="80%" />
        <SkeletonBar height={20} width="50%" />
      </div>
    </div>
  );
}
