import { useLocale } from '@trellis/ui/react';
import type { ChartProps } from '../facet.tsx';
import { useNumbers } from '../numbers.tsx';
import type { KpiConfig } from './model.ts';

export function KpiChart({ result, config, name, onDrill }: ChartProps<KpiConfig>) {
  const { text } = useLocale();
  const numbers = useNumbers();
  const values = result.rows[0]?.values ?? [];
  const [measure] = result.measures;
  const value = values[0] ?? null;
  const at = result.measures.findIndex(({ key }) => key === config.secondary);
  const second = result.measures[at];
  const meant = config.tone && config.tone !== 'neutral' && value !== null && value !== '0';
  return (
    <div className="r-kpi">
      <button
        type="button"
        className="r-kpi-value t-num"
        data-tone={meant ? config.tone : undefined}
        title={numbers.full(value, measure)}
        onClick={() => onDrill(0, 0)}
      >
        <span className="t-sr-only">{name} </span>
        {numbers.short(value, measure)}
      </button>
      {second ? (
        <button
          type="button"
          className="r-kpi-second t-num"
          title={numbers.full(values[at] ?? null, second)}
          onClick={() => onDrill(0, at)}
        >
          <span>{text(second.label)}</span> {numbers.short(values[at] ?? null, second)}
        </button>
      ) : null}
    </div>
  );
}
