import { useVirtualizer } from '@tanstack/react-virtual';
import { useTextEnv } from '@trellis/forms/react';
import { isId, type JsonObject, type TableConfig } from '@trellis/metadata';
import { ErrorState, SkeletonRows } from '@trellis/ui/react';
import { Button } from 'antd';
import { type CSSProperties, type KeyboardEvent, useCallback, useId, useMemo, useRef, useState } from 'react';
import { colorFields } from '../../data/colors.ts';
import { columnsOf } from '../../data/columns.ts';
import { recordTitle } from '../../data/record-title.ts';
import { useColors } from '../../data/use-colors.tsx';
import { useWindow } from '../../data/use-window.tsx';
import { useT } from '../../messages.ts';
import { ROW_PX, withColumn } from '../../state/columns.ts';
import { toggleSort } from '../../state/list-state.ts';
import { extendTo, NOTHING, type Selection, toggleRow } from '../../state/selection.ts';
import { pagesFor } from '../../state/windows.ts';
import type { ViewProps } from '../facet.tsx';
import { useAddColumn } from './add-column.tsx';
import { BatchBar } from './batch-bar.tsx';
import './grid.css';
import { canEdit } from './can-edit.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import { move, type Position } from './position.ts';
import { TotalText } from './total-text.tsx';
import { cellKey, useCellEdit } from './use-cell-edit.tsx';

const FIRST_PAGE = [0];

/** Records as rows that scroll through the whole list, with cells to move in, edit and select. */
export function RecordGrid(props: ViewProps<TableConfig>) {
  const { info, view, config, query, adjust } = props;
  const { form } = info;
  const t = useT();
  const env = useTextEnv();
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [exact, setExact] = useState(false);
  const [wanted, setWanted] = useState<readonly number[]>(FIRST_PAGE);
  const [active, setActive] = useState<Position>({ row: 0, col: 0 });
  const [editing, setEditing] = useState<Position>();
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const edit = useCellEdit(form);
  const addColumn = useAddColumn();

  const columns = useMemo(() => columnsOf(form, config.columns), [form, config]);
  const fields = useMemo(() => {
    const shown = columns.flatMap((column) => (column.field ? [column.key] : []));
    return [...new Set([...shown, ...colorFields(view, form)])];
  }, [columns, view, form]);
  const colorOf = useColors(view, form);
  const body = useMemo(
    () => ({ ...query, fields, total: exact ? ('exact' as const) : ('capped' as const) }),
    [query, fields, exact],
  );
  const list = useWindow(form.ref, body, wanted);
  const { rows } = list.extent;
  const rowHeight = ROW_PX[view.rowHeight ?? 'short'];

  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false,
    onChange: ({ range }) => {
      if (!range) return;
      const pages = pagesFor(range.startIndex - 10, range.endIndex + 10);
      setWanted((before) => (before.join() === pages.join() ? before : pages));
    },
  });
  // Fixed heights are remembered per row; another height measures all anew.
  const measured = useRef(rowHeight);
  if (measured.current !== rowHeight) {
    measured.current = rowHeight;
    virtual.measure();
  }

  const at = list.at;
  const focusGrid = useCallback(() => scroller.current?.focus({ preventScroll: true }), []);
  const closeEditor = useCallback(() => {
    setEditing(undefined);
    focusGrid();
  }, [focusGrid]);

  const goTo = (position: Position) => {
    setActive(position);
    virtual.scrollToIndex(position.row);
    const cell = document.getElementById(`${prefix}-${position.row}-${position.col}`);
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
  const startEdit = (position: Position) => {
    const record = at(position.row);
    const column = columns[position.col];
    if (!record) return;
    if (column && canEdit(info, column)) setEditing(position);
    else props.openRecord(record.id);
  };

  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Keys inside an editor, a link or a header button are theirs.
    if (event.target !== scroller.current || rows === 0) return;
    const page = Math.max(1, Math.floor(scroller.current.clientHeight / rowHeight) - 2);
    const ctrl = event.ctrlKey || event.metaKey;
    const next = move(active, { key: event.key, ctrl }, { rows, cols: columns.length, page });
    const record = at(active.row);
    if (next) goTo(next);
    else if (event.key === 'F2' || (event.key === 'Enter' && !ctrl)) startEdit(active);
    else if (event.key === 'Enter' && record) props.openRecord(record.id);
    else if (event.key === ' ' && record)
      setSelection((s) =>
        event.shiftKey ? extendTo(s, active.row, idAt) : toggleRow(s, active.row, record.id),
      );
    else if (event.key === 'Escape' && selection.ids.size > 0) setSelection(NOTHING);
    else return;
    event.preventDefault();
  };
  const idAt = (row: number) => at(row)?.id;

  const sort = query.sort ?? [];
  const style = {
    '--v-row': `${rowHeight}px`,
    ...Object.fromEntries(columns.map((c, i) => [`--v-w${i}`, `${c.width}px`])),
    '--v-lines': Math.max(1, Math.floor((rowHeight - 14) / 22)),
  } as CSSProperties;

  if (list.error && !list.stale && rows === 0) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.pending && rows === 0) return props.empty;

  const shownRows = virtual.getVirtualItems();
  const loadedIds = shownRows.flatMap((item) => idAt(item.index) ?? []);
  const allSelected = loadedIds.length > 0 && loadedIds.every((id) => selection.ids.has(id));
  return (
    <div className="v-grid-frame">
      {/* biome-ignore lint/a11y/useSemanticElements: a table element can't be virtual with sticky parts */}
      <div
        ref={scroller}
        className="v-grid"
        role="grid"
        style={style}
        tabIndex={0}
        aria-label={props.prefs}
        aria-rowcount={rows + 1}
        aria-colcount={columns.length + (addColumn ? 2 : 1)}
        aria-multiselectable
        aria-busy={list.pending || list.stale}
        aria-activedescendant={`${prefix}-${active.row}-${active.col}`}
        onKeyDown={keyDown}
      >
        <GridHead
          form={form}
          columns={columns}
          sort={sort}
          scroller={scroller}
          end={addColumn?.({ form: form.ref, view: isId(props.name) ? '' : props.name })}
          checked={allSelected}
          partly={selection.ids.size > 0 && !allSelected}
          onCheck={(checked) =>
            setSelection(checked ? { ids: new Set([...selection.ids, ...loadedIds]), anchor: null } : NOTHING)
          }
          onSort={
            adjust &&
            ((field, add) => {
              const next = toggleSort(sort, field, add);
              const { sort: _, ...rest } = props.state;
              adjust({ sort: next.length > 0 ? next : undefined });
              props.setState(next.length > 0 ? { ...rest, sort: next } : rest);
            })
          }
          onResize={
            adjust &&
            ((key, width) => adjust({ config: columnsAre(withColumn(config.columns, key, { width })) }))
          }
        />
        {list.pending ? (
          <SkeletonRows rows={16} columns={Math.min(6, columns.length)} height={rowHeight} />
        ) : (
          <div
            className="v-grid-body"
            style={{ height: virtual.getTotalSize() }}
            data-stale={list.stale || undefined}
          >
            {shownRows.map((item) => {
              const record = at(item.index);
              return (
                <GridRow
                  key={item.key}
                  index={item.index}
                  top={item.start}
                  prefix={prefix}
                  info={info}
                  columns={columns}
                  record={record}
                  color={record && colorOf(record)}
                  refs={list.refs}
                  title={record ? (recordTitle(form, record.values, env) ?? t('unnamed')) : ''}
                  activeCol={active.row === item.index ? active.col : undefined}
                  editingCol={editing?.row === item.index ? editing.col : undefined}
                  selected={record ? selection.ids.has(record.id) : false}
                  errorOf={(field) => (record ? edit.errors.get(cellKey(record.id, field)) : undefined)}
                  onActivate={(col) => {
                    setActive({ row: item.index, col });
                    focusGrid();
                  }}
                  onEdit={(col) => startEdit({ row: item.index, col })}
                  onSelect={(range) => {
                    if (!record) return;
                    setSelection((s) =>
                      range ? extendTo(s, item.index, idAt) : toggleRow(s, item.index, record.id),
                    );
                  }}
                  onOpen={props.openRecord}
                  onCommit={(field, value) => {
                    if (record) void edit.commit(record, field, value);
                  }}
                  onCloseEditor={closeEditor}
                  onTab={(step) => {
                    const col = active.col + step;
                    const column = columns[col];
                    if (column && canEdit(info, column)) {
                      setActive({ row: item.index, col });
                      setEditing({ row: item.index, col });
                    } else closeEditor();
                  }}
                />
              );
            })}
          </div>
        )}
      </div>
      <footer className="v-grid-foot">
        {selection.ids.size > 0 ? (
          <BatchBar info={info} ids={selection.ids} onDone={() => setSelection(NOTHING)} />
        ) : (
          <>
            <TotalText pending={list.pending} extent={list.extent} onExact={() => setExact(true)} />
            {list.error ? (
              <Button size="small" type="link" danger onClick={list.retry}>
                {t('retry')}
              </Button>
            ) : null}
            <span className="v-grid-hint">{t('editHint')}</span>
          </>
        )}
      </footer>
    </div>
  );
}

const columnsAre = (columns: TableConfig['columns']): JsonObject => ({ columns }) as unknown as JsonObject;
