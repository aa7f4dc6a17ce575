import { roundDecimal } from '@trellis/logic';
import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import type { CompiledForm } from '../../form/compile.ts';
import { useTextEnv } from '../../widgets/services.tsx';
import { useT } from './messages.tsx';
import type { ColumnTotal } from './totals.ts';

/** Decimals of an average beyond those of its column: enough to judge by. */
const PLACES = 2;

/** A total as its column writes numbers. */
export function useTotalText(rows: CompiledForm): (total: ColumnTotal) => string {
  const env = useTextEnv();
  return ({ column, of, value }) => {
    const field = rows.fields.get(column);
    if (!field || value === null) return '—';
    const { decimalPlaces } = field.valueSchema;
    const shown = of === 'avg' ? (roundDecimal(value, decimalPlaces ?? PLACES) ?? value) : value;
    return field.type.format(shown, field.config, env);
  };
}

/** "3 rows · Amount Sum 1,200.00" in one line. */
export function useSummary(rows: CompiledForm): (count: number, totals: readonly ColumnTotal[]) => string {
  const t = useT();
  const { locale } = useLocale();
  const text = useTotalText(rows);
  return (count, totals) =>
    [
      t('rowCount', { count }),
      ...totals.map((total) => {
        const label = rows.fields.get(total.column)?.meta.label;
        return t('total', {
          label: label ? localText(label, locale) : '',
          of: t(total.of),
          value: text(total),
        });
      }),
    ].join(' · ');
}
