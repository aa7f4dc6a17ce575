import type { DashboardCard } from '@trellis/metadata';
import { EmptyState, PageHeader, SkeletonBar, useCatalog, useLocale } from '@trellis/ui/react';
import type { CSSProperties } from 'react';
import type { DrillTarget } from '../charts/facet.tsx';
import { useT } from '../messages.tsx';
import { ReportCard } from './card.tsx';
import './reports.css';

export interface DashboardPageProps {
  readonly app: string;
  /** Key of the dashboard within the app. */
  readonly dashboard: string;
  /** Opens the records behind a number. */
  readonly onDrill: (target: DrillTarget) => void;
}

/** A dashboard as its document places its cards: 24 columns, rows of 40 px; one column where it is narrow. */
export function DashboardPage({ app, dashboard, onDrill }: DashboardPageProps) {
  const t = useT();
  const { text } = useLocale();
  const { data: catalog } = useCatalog();
  const document = catalog?.dashboards[`${app}:${dashboard}`];
  if (!document)
    return (
      <div className="r-page">
        <PageHeader title={<SkeletonBar width={120} height={20} />} />
      </div>
    );
  // In reading order: on a phone, and for the keyboard.
  const cards = [...document.cards].sort((a, b) => a.y - b.y || a.x - b.x);
  return (
    <div className="r-page">
      <div className="r-page-head">
        <PageHeader title={text(document.label)} />
      </div>
      {cards.length > 0 ? (
        <div className="r-grid">
          {cards.map((card) => (
            <div key={card.key} className="r-cell" style={placeOf(card)}>
              <ReportCard app={app} card={card} onDrill={onDrill} />
            </div>
          ))}
        </div>
      ) : (
        <EmptyState icon="dashboard" title={t('noCards')} description={t('noCardsText')} />
      )}
    </div>
  );
}

const placeOf = ({ x, y, w, h }: DashboardCard): CSSProperties =>
  ({
    '--r-column': `${x + 1} / span ${w}`,
    '--r-row': `${y + 1} / span ${h}`,
    '--r-rows': h,
  }) as CSSProperties;
