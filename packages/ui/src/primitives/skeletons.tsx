import type { CSSProperties } from 'react';
import { useT } from './messages.ts';

/** A grey bar in the place of something that loads. */
export function SkeletonBar({
  width = '100%',
  height = 14,
  style,
}: {
  width?: number | string;
  height?: number;
  style?: CSSProperties;
}) {
  return <span className="t-skeleton" style={{ width, height, ...style }} />;
}

/** Width of the n-th bar: uneven like text, but the same at each paint. */
const uneven = (n: number) => `${45 + ((n * 37) % 50)}%`;

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Rows of a list or grid that loads, of the real row height so that nothing jumps. */
export function SkeletonRows({
  rows = 8,
  columns = 4,
  height = 36,
}: {
  rows?: number;
  columns?: number;
  height?: number;
}) {
  const t = useT();
  return (
    <div role="status" aria-label={t('loading')}>
      {range(rows).map((row) => (
        <div
          key={row}
          style={{
            display: 'flex',
            alignItems: 'center',
            gap: 24,
            height,
            padding: '0 16px',
            borderBottom: '1px solid var(--t-border-soft)',
          }}
        >
          {range(columns).map((column) => (
            <div key={column} style={{ flex: column === 0 ? 2 : 1 }}>
              <SkeletonBar width={uneven(row * 3 + column)} height={12} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** Labelled inputs of a form that loads. */
export function SkeletonForm({ fields = 6, columns = 1 }: { fields?: number; columns?: 1 | 2 | 3 }) {
  const t = useT();
  return (
    <div
      role="status"
      aria-label={t('loading')}
      style={{ display: 'grid', gap: '16px 24px', gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {range(fields).map((field) => (
        <div key={field}>
          <SkeletonBar width={80} height={14} style={{ margin: '4px 0 8px' }} />
          <SkeletonBar height={32} />
        </div>
      ))}
    </div>
  );
}

/** Cards of a gallery or lane that loads. */
export function SkeletonCards({ cards = 4, height = 96 }: { cards?: number; height?: number }) {
  const t = useT();
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: 12 }}>
      {range(cards).map((card) => (
        <SkeletonBar key={card} height={height} style={{ borderRadius: 6 }} />
      ))}
    </div>
  );
}
