import type { OptionColor } from '@trellis/metadata';
import { optionColors, useLocale } from '@trellis/ui/react';
import type { CSSProperties } from 'react';
import { useT } from '../../messages.tsx';
import type { ChartProps } from '../facet.tsx';
import { useNumbers } from '../numbers.tsx';
import type { FunnelConfig } from './model.ts';

/** Steps as centred bars; between two of them how many of the one above there are. */
export function FunnelChart({ result, onDrill }: ChartProps<FunnelConfig>) {
  const t = useT();
  const { text } = useLocale();
  const numbers = useNumbers();
  const [measure] = result.measures;
  const colors = new Map(result.dimensions[0]?.options?.map(({ key, color }) => [key, color as OptionColor]));
  // Records without a stage stand on no step.
  const steps = result.rows.flatMap(({ dims, labels, values }, row) => {
    const label = labels[0];
    const key = dims[0] ?? null;
    return key === null || !label ? [] : [{ key, label, row, value: values[0] ?? null }];
  });
  const largest = Math.max(...steps.map(({ value }) => Number(value ?? 0)), 1);
  return (
    <ol className="r-funnel">
      {steps.map(({ key, label, row, value }, index) => {
        const rate = index === 0 ? undefined : numbers.rate(value, steps[index - 1]?.value ?? null);
        const color = colors.get(key);
        const style = {
          '--r-share': `${(Math.max(Number(value ?? 0), 0) / largest) * 100}%`,
          '--r-color': color ? optionColors(color).solid : ramp(index, steps.length),
        } as CSSProperties;
        return (
          <li key={key} className="r-funnel-step" style={style}>
            <button
              type="button"
              className="r-funnel-button"
              title={`${text(label)} ${numbers.full(value, measure)}`}
              aria-label={t('drill', { name: text(label), value: numbers.full(value, measure) })}
              onClick={() => onDrill(row, 0)}
            >
              <span className="r-funnel-label t-ellipsis">{text(label)}</span>
              <span className="r-funnel-track">
                <span className="r-funnel-bar" />
              </span>
              <span className="r-funnel-value t-num">{numbers.short(value, measure)}</span>
            </button>
            {rate === undefined ? null : (
              <span className="r-funnel-rate t-num">{t('conversion', { rate })}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Steps without colours of their own go from light to full brand. */
const ramp = (index: number, count: number): string =>
  `color-mix(in srgb, var(--t-brand) ${Math.round(45 + (55 * (index + 1)) / count)}%, var(--t-surface))`;
