import { localText } from '@trellis/metadata';
import { Sheet, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import { useId } from 'react';
import type { CompiledField } from '../../form/compile.ts';
import { FieldHints } from '../../view/field-hints.tsx';
import { FieldWidget } from '../../view/field-widget.tsx';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { RecordProvider } from '../../widgets/record-on-screen.tsx';
import { useT } from './messages.tsx';
import type { SubformConfig } from './model.ts';
import { ValueCell } from './rows-table.tsx';
import type { Rows } from './use-rows.tsx';

/** One row by itself, a field below the other: how rows are edited on a phone. */
export function RowEditor(props: {
  widget: WidgetProps<SubformConfig>;
  rows: Rows;
  columns: readonly CompiledField[];
  /** Place of the row; undefined = closed. */
  row: number | undefined;
  problem: (row: number, column: string) => string | undefined;
  onClose: () => void;
}) {
  const { widget, rows, columns, row = 0 } = props;
  const t = useT();
  const { locale } = useLocale();
  const prefix = useId();
  const state = rows.states[row];
  const values = rows.list[row];
  return (
    <Sheet
      open={props.row !== undefined && values !== undefined}
      onClose={props.onClose}
      phone="full"
      title={t('row', { count: row + 1 })}
      footer={
        <div className="f-rows-editor-foot">
          {rows.may('delete') ? (
            <Button
              danger
              onClick={() => {
                props.onClose();
                rows.remove(row);
              }}
            >
              {t('deleteThis')}
            </Button>
          ) : null}
          {rows.may('copy') ? (
            <Button
              onClick={() => {
                props.onClose();
                rows.copy(row);
              }}
            >
              {t('copyThis')}
            </Button>
          ) : null}
          <Button type="primary" onClick={props.onClose}>
            {t('done')}
          </Button>
        </div>
      }
    >
      <RecordProvider value={rows.screens[row]}>
        <div className="f-form">
          <div className="f-grid">
            {columns
              .filter(({ key }) => state?.visible.has(key))
              .map((column, index) => {
                const { key, meta } = column;
                const id = `${prefix}-${key}`;
                const problem = props.problem(row, key);
                const value = values?.[key] ?? null;
                const locked = rows.isLocked(row, key);
                return (
                  <div key={key} className="f-field" data-column={key}>
                    <label className="f-label" htmlFor={id}>
                      {localText(meta.label, locale)}
                      {state?.required.has(key) ? (
                        <span className="f-required" aria-hidden>
                          *
                        </span>
                      ) : null}
                    </label>
                    {locked ? (
                      <div className="f-value">
                        <ValueCell field={column} value={value} refs={widget.refs} />
                      </div>
                    ) : (
                      <FieldWidget
                        id={id}
                        field={column}
                        value={value}
                        onChange={(next) => rows.set(row, key, next)}
                        required={state?.required.has(key) ?? false}
                        invalid={problem !== undefined}
                        offered={state?.offered?.get(key)}
                        refs={widget.refs}
                        autoFocus={index === 0 && value === null}
                      />
                    )}
                    <FieldHints
                      id={`${id}-hints`}
                      field={column}
                      value={value}
                      offered={state?.offered?.get(key)}
                      hints={rows.hints[row]?.get(key) ?? []}
                    />
                    {problem ? (
                      <div className="f-error" role="alert">
                        {problem}
                      </div>
                    ) : null}
                  </div>
                );
              })}
          </div>
        </div>
      </RecordProvider>
    </Sheet>
  );
}
