import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { likeResult } from '../../compute/like.ts';
import type { CompiledField, CompiledForm } from '../../form/compile.ts';
import type { RowValue } from '../../form/rows.ts';
import { FieldCell } from '../../view/field-cell.tsx';
import type { Refs } from '../../widgets/facet.tsx';
import { facetOf } from '../../widgets/parts.ts';
import { useTextEnv } from '../../widgets/services.tsx';
import { useT } from './messages.tsx';
import type { SubformConfig } from './model.ts';
import { useTotalText } from './total-text.tsx';
import { totalsOf } from './totals.ts';

/** The rows as a plain table. `most`: rows shown before the rest is only counted. */
export function RowsTable(props: {
  rows: CompiledForm;
  config: SubformConfig;
  value: readonly RowValue[];
  refs?: Refs | undefined;
  most?: number;
}) {
  const { rows, config, value, refs, most = value.length } = props;
  const t = useT();
  const { locale } = useLocale();
  const total = useTotalText(rows);
  const columns = [...rows.fields.values()];
  const totals = new Map(totalsOf(rows, config, value).map((one) => [one.column, one]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table too wide for its place is scrolled by the keyboard too
    <div className="f-rows-scroll" tabIndex={0}>
      <table className="f-rows-table">
        <thead>
          <tr>
            {config.rowNumber ? <th scope="col" aria-label={t('rowNumber')} /> : null}
            {columns.map((column) => (
              <th key={column.key} scope="col" data-align={alignOf(column)}>
                {localText(column.meta.label, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.slice(0, most).map((row, index) => (
            <tr key={String(row._id ?? index)}>
              {config.rowNumber ? <td className="f-rows-number t-num">{index + 1}</td> : null}
              {columns.map((column) => (
                <td key={column.key} data-align={alignOf(column)}>
                  <ValueCell field={column} value={row[column.key]} refs={refs} />
                </td>
              ))}
            </tr>
          ))}
          {value.length > most ? (
            <tr>
              <td colSpan={columns.length + 1} className="f-help">
                {t('moreRows', { count: value.length - most })}
              </td>
            </tr>
          ) : null}
        </tbody>
        {totals.size > 0 && value.length > 0 ? (
          <tfoot>
            <tr>
              {config.rowNumber ? <td /> : null}
              {columns.map(({ key }) => {
                const one = totals.get(key);
                return (
                  <td key={key} data-align="right" className="t-num">
                    {one ? `${t(one.of)} ${total(one)}` : null}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

/** Numbers stand at the right, computed ones too. */
export const alignOf = (field: CompiledField) => facetOf(likeResult(field).type.type).align;

/**
 * A value of a column, as its type shows it in a row; nothing where it is empty.
 * @param plain where the whole is to be pressed: records are named, not linked
 */
export function ValueCell({
  field,
  value,
  refs,
  plain = false,
}: {
  field: CompiledField;
  value: RowValue[string] | undefined;
  refs?: Refs | undefined;
  plain?: boolean;
}) {
  const env = useTextEnv(refs);
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return null;
  const readable = typeof value !== 'string' || field.type.normalise(value, field.config).ok;
  // What can't be read yet is shown as it was typed.
  if (!readable) return <span className="t-ellipsis">{value}</span>;
  if (plain && field.target !== undefined)
    return <span className="t-ellipsis">{field.type.format(value, field.config, env)}</span>;
  return <FieldCell field={field} value={value} refs={refs} />;
}
