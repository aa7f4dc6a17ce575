import { localText } from '@trellis/metadata';
import { Icon, useLocale } from '@trellis/ui/react';
import type { CompiledField } from '../../form/compile.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { useT } from './messages.tsx';
import type { SubformConfig } from './model.ts';
import { ValueCell } from './rows-table.tsx';
import { useSummary } from './total-text.tsx';
import { totalsOf } from './totals.ts';
import type { Rows } from './use-rows.tsx';

/** Columns that a card shows beside its first. */
const FACTS = 5;

/** Rows on a phone: a card, or one line, for each; a tap opens the row. */
export function Cards(props: {
  widget: WidgetProps<SubformConfig>;
  rows: Rows;
  columns: readonly CompiledField[];
  isWrong: (row: number) => boolean;
  onOpen: (row: number) => void;
}) {
  const { widget, rows, columns } = props;
  const t = useT();
  const { locale } = useLocale();
  const summary = useSummary(rows.form);
  const [first, ...others] = columns;
  const facts = widget.config.phone === 'list' ? others.slice(0, 2) : others.slice(0, FACTS);
  return (
    <div className="f-rows-cards" id={widget.id}>
      <ul>
        {rows.list.map((row, index) => {
          const shown = facts.filter(
            ({ key }) => rows.states[index]?.visible.has(key) && (row[key] ?? null) !== null,
          );
          return (
            <li key={String(row._id ?? index)}>
              <button
                type="button"
                className="f-rows-card"
                data-style={widget.config.phone ?? 'cards'}
                data-invalid={props.isWrong(index) || undefined}
                onClick={() => props.onOpen(index)}
              >
                <span className="t-sr-only">{t('editRow', { count: index + 1 })}</span>
                <span className="f-rows-card-title">
                  <span className="f-rows-number t-num">{index + 1}</span>
                  <span className="t-ellipsis">
                    {first ? (
                      <ValueCell field={first} value={row[first.key]} refs={widget.refs} plain />
                    ) : null}
                  </span>
                  <Icon name="right" />
                </span>
                {shown.map((column) => (
                  <span key={column.key} className="f-rows-fact">
                    <span>{localText(column.meta.label, locale)}</span>
                    <span className="t-ellipsis">
                      <ValueCell field={column} value={row[column.key]} refs={widget.refs} plain />
                    </span>
                  </span>
                ))}
              </button>
            </li>
          );
        })}
      </ul>
      {rows.list.length > 0 ? (
        <p className="f-rows-sum t-num">
          {summary(rows.list.length, totalsOf(rows.form, widget.config, rows.list))}
        </p>
      ) : null}
    </div>
  );
}
