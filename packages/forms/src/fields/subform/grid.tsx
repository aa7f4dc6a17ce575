import { localText } from '@trellis/metadata';
import { Icon, SortableList, useLocale } from '@trellis/ui/react';
import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { likeResult } from '../../compute/like.ts';
import type { CompiledField } from '../../form/compile.ts';
import type { WidgetProps } from '../../widgets/facet.tsx';
import { RecordProvider } from '../../widgets/record-on-screen.tsx';
import { GridCell } from './grid-cell.tsx';
import { useT } from './messages.tsx';
import type { SubformConfig } from './model.ts';
import { alignOf } from './rows-table.tsx';
import { useTotalText } from './total-text.tsx';
import { totalsOf } from './totals.ts';
import type { Rows } from './use-rows.tsx';

/** A cell by the place of its row and column. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** A table of boxes: only boxes can be dragged to another place. */
const TABLE = { role: 'table' };
const ROW = { role: 'row' };
const CELL = { role: 'cell' };
const COLUMN_HEADER = { role: 'columnheader' };
const ROW_HEADER = { role: 'rowheader' };
const named = (part: { readonly role: string }, label: string) => ({ ...part, 'aria-label': label });

/** Width in px that a column has at least: amounts of money are longer than other numbers. */
function widthOf(column: CompiledField): number {
  const { kind, many, type, config } = likeResult(column);
  if (type.wide || many || kind === 'ref' || kind === 'datetime') return 160;
  if (kind === 'boolean') return 72;
  if (kind !== 'number') return 104;
  return type.unit?.(config)?.kind === 'currency' ? 116 : 80;
}

/** Room for the number of a row, and for its tools. */
const NUMBER = 40;
const TOOLS = 72;

/**
 * Rows as a grid at a desk. The cell with the focus is the one that is edited: Tab goes on, past the end into a new row,
 * Enter goes down, arrows up and down as well where the input does not need them; Ctrl+Enter adds a row below.
 */
export function Grid(props: {
  widget: WidgetProps<SubformConfig>;
  rows: Rows;
  columns: readonly CompiledField[];
  onPaste: (text: string, at: Place) => void;
  /** Issues of a cell in words. */
  problem: (row: number, column: string) => string | undefined;
}) {
  const { widget, rows, columns, problem } = props;
  const { config } = widget;
  const t = useT();
  const { locale } = useLocale();
  const total = useTotalText(rows.form);
  const [active, setActive] = useState<Place>();
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Place>();
  const totals = totalsOf(rows.form, config, rows.list);

  // The place to go to may be in a row that is only now there.
  useEffect(() => {
    if (!wanted) return;
    const cell = root.current?.querySelector<HTMLElement>(`[data-cell="${wanted.row}.${wanted.column}"]`);
    if (!cell) return;
    setWanted(undefined);
    cell.focus();
  }, [wanted]);

  const open = (row: number, column: number): boolean => {
    const field = columns[column];
    return (
      row < rows.list.length &&
      field !== undefined &&
      !rows.isLocked(row, field.key) &&
      (rows.states[row]?.visible.has(field.key) ?? true)
    );
  };
  /** The next cell to write in, in reading order; into a new row past the end. */
  const step = (from: Place, by: 1 | -1): Place | undefined => {
    let { row, column } = from;
    for (;;) {
      column += by;
      if (column < 0 || column >= columns.length) {
        row += by;
        column = by > 0 ? 0 : columns.length - 1;
      }
      if (row < 0) return undefined;
      if (row >= rows.list.length) return rows.may('add') ? { row: rows.add(), column: 0 } : undefined;
      if (open(row, column)) return { row, column };
    }
  };
  const down = ({ row, column }: Place, by: 1 | -1): Place | undefined => {
    const next = row + by;
    if (next < 0) return undefined;
    if (next < rows.list.length) return { row: next, column };
    return rows.may('add') ? { row: rows.add(), column } : undefined;
  };

  const keys = (event: KeyboardEvent) => {
    if (!active || event.nativeEvent.isComposing) return;
    const input = event.target as HTMLElement;
    const picker = input.getAttribute('role') === 'combobox' || input.closest('.ant-picker') !== null;
    const menuOpen = input.getAttribute('aria-expanded') === 'true';
    const go = (place: Place | undefined) => {
      event.preventDefault();
      event.stopPropagation();
      if (place) setWanted(place);
    };
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) {
      const next = step(active, event.shiftKey ? -1 : 1);
      // Out of the grid: as the page has it.
      if (next) go(next);
      else setActive(undefined);
      return;
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      if (rows.may('add')) go({ row: rows.add(active.row), column: 0 });
      return;
    }
    if (menuOpen) return;
    if (event.key === 'Enter') {
      if (picker && !event.shiftKey) event.stopPropagation();
      else go(down(active, event.shiftKey ? -1 : 1));
    } else if (event.key === 'ArrowDown' && !picker && active.row < rows.list.length - 1) {
      go(down(active, 1));
    } else if (event.key === 'ArrowUp' && !picker) go(down(active, -1));
    else if (event.key === 'Escape') {
      event.stopPropagation();
      setActive(undefined);
    }
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!active || !rows.may('import') || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    setActive(undefined);
    props.onPaste(text, active);
  };

  const template = [
    `${NUMBER}px`,
    ...columns.map((column) => `minmax(${widthOf(column)}px, ${column.type.wide ? 2 : 1}fr)`),
    `${TOOLS}px`,
  ].join(' ');
  const least = columns.reduce((sum, column) => sum + widthOf(column), NUMBER + TOOLS);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the inputs inside
    <div
      className="f-rows-scroll"
      onKeyDown={keys}
      onPaste={paste}
      ref={root}
      // Without inputs nothing in it takes the focus, and the keyboard could not scroll it.
      {...(widget.disabled || rows.list.length === 0 ? { tabIndex: 0 } : {})}
    >
      <div
        className="f-rows-grid"
        id={widget.id}
        {...named(TABLE, widget.label ?? localText(widget.field.meta.label, locale))}
        aria-describedby={widget.describedBy}
        style={{ '--f-row': template, minWidth: least } as CSSProperties}
      >
        <div {...ROW} className="f-rows-line f-rows-head">
          <span {...named(COLUMN_HEADER, t('rowNumber'))} />
          {columns.map((column) => (
            <span key={column.key} {...COLUMN_HEADER} data-align={alignOf(column)}>
              {localText(column.meta.label, locale)}
              {column.required ? (
                <span className="f-required" aria-hidden>
                  {' '}
                  *
                </span>
              ) : null}
            </span>
          ))}
          <span {...named(COLUMN_HEADER, t('actions'))} />
        </div>
        <SortableList
          items={rows.list.map((row, index) => ({ id: String(row._id ?? index) }))}
          label={({ id }) => t('row', { count: rows.list.findIndex((row) => row._id === id) + 1 })}
          onMove={rows.move}
          render={(_, handle, index) => (
            <div {...ROW} className="f-rows-line">
              <RecordProvider value={rows.screens[index]}>
                <span {...ROW_HEADER} className="f-rows-number t-num">
                  {config.rowNumber === false ? null : <span className="f-rows-index">{index + 1}</span>}
                  {rows.may('reorder') ? handle : null}
                </span>
                {columns.map((column, at) => (
                  <GridCell
                    key={column.key}
                    place={`${index}.${at}`}
                    field={column}
                    value={rows.list[index]?.[column.key] ?? null}
                    visible={rows.states[index]?.visible.has(column.key) ?? true}
                    locked={rows.isLocked(index, column.key)}
                    required={rows.states[index]?.required.has(column.key) ?? false}
                    offered={rows.states[index]?.offered?.get(column.key)}
                    problem={problem(index, column.key)}
                    hints={rows.hints[index]?.get(column.key)}
                    editing={active?.row === index && active.column === at}
                    label={`${localText(column.meta.label, locale)} · ${t('row', { count: index + 1 })}`}
                    refs={widget.refs}
                    onOpen={() => setActive({ row: index, column: at })}
                    onLeave={() =>
                      setActive((now) => (now?.row === index && now.column === at ? undefined : now))
                    }
                    onChange={(value) => rows.set(index, column.key, value)}
                  />
                ))}
              </RecordProvider>
              <span {...CELL} className="f-rows-tools">
                {rows.may('copy') ? (
                  <button
                    type="button"
                    className="f-rows-tool"
                    aria-label={t('copyRow', { count: index + 1 })}
                    title={t('copyThis')}
                    onClick={() => rows.copy(index)}
                  >
                    <Icon name="copy" />
                  </button>
                ) : null}
                {rows.may('delete') ? (
                  <button
                    type="button"
                    className="f-rows-tool"
                    aria-label={t('deleteRow', { count: index + 1 })}
                    title={t('deleteThis')}
                    onClick={() => rows.remove(index)}
                  >
                    <Icon name="delete" />
                  </button>
                ) : null}
              </span>
            </div>
          )}
        />
        {totals.length > 0 && rows.list.length > 0 ? (
          <div {...ROW} className="f-rows-line f-rows-foot">
            <span {...CELL} />
            {columns.map(({ key }) => (
              <span key={key} {...CELL} className="t-num" data-align="right">
                {totals.filter((one) => one.column === key).map((one) => `${t(one.of)} ${total(one)}`)}
              </span>
            ))}
            <span {...CELL} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
