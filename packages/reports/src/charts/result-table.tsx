import { useLocale } from '@trellis/ui/react';
import { useT } from '../messages.tsx';
import type { ChartProps } from './facet.tsx';
import { useNumbers } from './numbers.tsx';

/** All numbers of a report in rows, each leading to its records. */
export function ResultTable({ result, name, onDrill }: Pick<ChartProps, 'result' | 'name' | 'onDrill'>) {
  const t = useT();
  const { text } = useLocale();
  const numbers = useNumbers();
  const { dimensions, measures, rows, totals } = result;
  return (
    <div className="r-table-scroll">
      <table className="r-table" aria-label={t('ofChart', { name })}>
        <thead>
          <tr>
            {dimensions.map(({ key, label }) => (
              <th key={key} scope="col">
                {text(label)}
              </th>
            ))}
            {measures.map(({ key, label }) => (
              <th key={key} scope="col" className="r-number">
                {text(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ dims, labels, values }, row) => (
            <tr key={JSON.stringify(dims)}>
              {labels.map((label, index) => (
                <th key={dimensions[index]?.key} scope="row">
                  {text(label)}
                </th>
              ))}
              {measures.map((measure, index) => (
                <td key={measure.key} className="r-number t-num">
                  <button type="button" className="r-link" onClick={() => onDrill(row, index)}>
                    {numbers.full(values[index] ?? null, measure)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {dimensions.length > 0 && totals.some((total) => total !== null) ? (
          <tfoot>
            <tr>
              <th scope="row" colSpan={dimensions.length}>
                {t('total')}
              </th>
              {measures.map((measure, index) => (
                <td key={measure.key} className="r-number t-num">
                  {totals[index] == null ? '' : numbers.full(totals[index], measure)}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

/** The same for screen readers beside a drawing. */
export function HiddenTable({ result, name }: Pick<ChartProps, 'result' | 'name'>) {
  const t = useT();
  const { text } = useLocale();
  const numbers = useNumbers();
  return (
    // A table can't be narrower than what it holds, and would widen the page by itself.
    <div className="t-sr-only">
      <table aria-label={t('ofChart', { name })}>
        <tbody>
          {result.rows.map(({ dims, labels, values }) => (
            <tr key={JSON.stringify(dims)}>
              <th scope="row">{labels.map(text).join(' · ')}</th>
              {result.measures.map((measure, index) => (
                <td key={measure.key}>
                  {text(measure.label)} {numbers.full(values[index] ?? null, measure)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
