import type { Value } from '@trellis/logic';
import { isId, type TableConfig } from '@trellis/metadata';
import { ErrorState, SkeletonRows, useLocale } from '@trellis/ui/react';
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { BatchBar } from '../../batch/late-bar.tsx';
import { colorFields } from '../../data/colors.ts';
import { columnsOf } from '../../data/columns.ts';
import { useColors } from '../../data/use-colors.tsx';
import { ROW_PX } from '../../state/columns.ts';
import { narrowed } from '../../state/list-state.ts';
import { extendTo, isAny, isSelected, NOTHING, type Selection, toggleRow } from '../../state/selection.ts';
import type { ViewProps } from '../facet.tsx';
import { useAddColumn } from './add-column.tsx';
import { isOneCell } from './area.ts';
import { AreaSummary } from './area-summary.tsx';
import './grid.css';
import { editingOf } from './can-edit.tsx';
import type { Catcher } from './catcher.tsx';
import { ColumnFilter } from './column-filter.tsx';
import { GridFoot } from './grid-foot.tsx';
import { GridHead } from './grid-head.tsx';
import { GridKeys } from './grid-keys.tsx';
import { GridLines } from './grid-lines.tsx';
import type { RowHands } from './grid-row.tsx';
import { HEAD_PX } from './lines.ts';
import { contentWidth, placeIn, revealColumn } from './measures.ts';
import { PinnedHeads } from './pinned-heads.tsx';
import type { Position } from './position.ts';
import { TotalsLine } from './totals-line.tsx';
import { useCells } from './use-cells.tsx';
import { useClipboard } from './use-clipboard.tsx';
import { useColumnActions } from './use-column-actions.tsx';
import { useEdits } from './use-edits.tsx';
import { useEye } from './use-eye.tsx';
import { useFilling } from './use-filling.tsx';
import { useFolding } from './use-folding.tsx';
import { useHands } from './use-hands.tsx';
import { useOpening } from './use-opening.tsx';
import { useRowMenu } from './use-row-menu.tsx';
import { useScroll } from './use-scroll.tsx';
import { useTable } from './use-table.tsx';

/** px of the names of the columns, and of the totals below the list. */
const NAMES_PX = 36;

/** Records as rows that scroll through the whole list, with cells to move in, edit and select like those of a spreadsheet. */
export function RecordGrid(props: ViewProps<TableConfig>) {
  const { info, view, config, query, adjust } = props;
  const { form } = info;
  const { text } = useLocale();
  const prefix = useId();
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const catcher = useRef<Catcher>(null);
  const [exact, setExact] = useState(false);
  const [focused, setFocused] = useState(false);
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const edits = useEdits(info);
  const addColumn = useAddColumn();

  const columns = useMemo(() => columnsOf(form, config.columns), [form, config]);
  const fields = useMemo(() => {
    const shown = columns.flatMap((column) => (column.field ? [column.key] : []));
    return [...new Set([...shown, ...colorFields(view, form)])];
  }, [columns, view, form]);
  const colorOf = useColors(view, form);
  const frozen = Math.max(1, Math.min(config.frozen ?? 1, columns.length));
  const rowPx = ROW_PX[view.rowHeight ?? 'short'];
  const levels = view.group ?? [];
  const totals = view.totals ?? {};
  const hasTotals = columns.some(({ key }) => totals[key] !== undefined);

  const folding = useFolding(props);
  const table = useTable({ ...props, folded: folding.folded }, fields, rowPx, exact);
  const { lines, at, want } = table;
  const scroll = useScroll(scroller, lines, NAMES_PX + (hasTotals ? NAMES_PX : 0));
  const { drawn } = scroll;
  useEffect(() => want(drawn.first, drawn.last), [want, drawn]);

  const cells = useCells({ rows: lines.count, cols: columns.length });
  const { active, area, editing } = cells;
  const clipboard = useClipboard({ info, table, columns, edits });
  useEye({
    table,
    top: drawn.top,
    query,
    atTop: scroll.atTop,
    onMoved: (by, px) => {
      scroll.shift(px);
      cells.shift(by);
    },
    onOther: () => {
      scroll.show(0);
      cells.goTo({ row: 0, col: active.col });
      cells.setEditing(undefined);
    },
  });

  const focusCells = useCallback(() => catcher.current?.focus(), []);
  const cellId = (row: number, col: number) => `${prefix}-${row}-${lines.at(row)?.kind === 'head' ? 0 : col}`;
  const show = ({ row, col }: Position) => {
    scroll.show(row, levels.length * HEAD_PX);
    // The row may have to be drawn first.
    requestAnimationFrame(() => revealColumn(scroller.current, document.getElementById(cellId(row, col))));
  };
  const goTo = (position: Position) => {
    cells.goTo(position);
    show(position);
  };
  const closeEditor = () => {
    cells.setEditing(undefined);
    focusCells();
  };
  const opening = useOpening(cells.setEditing);
  const edit = (position: Position, typed?: string) => {
    const record = at(position.row);
    const column = columns[position.col];
    if (!record || !column) return;
    const how = editingOf(info, column);
    if (how === 'inline' || how === 'popup') {
      cells.goTo(position);
      opening.open({ ...position, typed });
    } else if (typed === undefined) props.openRecord(record.id);
  };
  const idAt = (line: number) => at(line)?.id;
  const select = (line: number, range: boolean) => {
    const id = idAt(line);
    if (id !== undefined) setSelection((s) => (range ? extendTo(s, line, idAt) : toggleRow(s, line, id)));
  };
  const fold = (line: number, close?: boolean): boolean => {
    const is = lines.at(line);
    if (is?.kind !== 'head') return false;
    if (close === undefined || close !== is.head.folded) folding.toggle(is.head);
    return true;
  };
  const filling = useFilling(area, clipboard.fill);
  const [filtering, setFiltering] = useState<number>();
  const menu = useRowMenu(info, {
    table,
    columns,
    cells,
    clipboard,
    fillDown: filling.down,
    open: props.openRecord,
    narrow: (to) => {
      props.setState({ ...props.state, filter: narrowed(props.state.filter, to) });
    },
    onDeleted: (id) =>
      setSelection((s) => (s.all === undefined && s.ids.has(id) ? toggleRow(s, s.anchor ?? 0, id) : s)),
    onClosed: focusCells,
  });
  // What a menu is about stays marked while it has the keyboard.
  const shownFocused = focused || menu.opened;

  const hands: RowHands = useHands(
    {
      activate: (row, col, extend) => {
        cells.goTo({ row, col }, extend);
        focusCells();
      },
      drag: (row, col) => {
        if (filling.dragged) filling.dragTo(row);
        else cells.goTo({ row, col }, true);
      },
      edit: (row, col) => edit({ row, col }),
      select,
      open: props.openRecord,
      commit: (record, field, value) => void edits.commit(record, field, value),
      closeEditor,
      step: ({ row, col }) => {
        closeEditor();
        goTo({
          row: Math.max(0, Math.min(lines.count - 1, active.row + row)),
          col: Math.max(0, Math.min(columns.length - 1, active.col + col)),
        });
      },
      startFill: filling.start,
      menu: menu.ask,
    },
    scroller,
    filling.end,
  );

  const actions = useColumnActions(props, {
    columns,
    frozen,
    say: edits.say,
    filter: setFiltering,
    valueAt: (col) => {
      const record = col === active.col ? at(active.row) : undefined;
      const column = columns[col];
      return record && column?.field ? ((record.values[column.key] ?? null) as Value) : undefined;
    },
    widthOf: (col) => contentWidth(scroller.current, col),
  });

  const sort = query.sort ?? [];
  const textLines = Math.max(1, Math.floor((rowPx - 14) / 22));
  const style = {
    '--v-row': `${rowPx}px`,
    ...Object.fromEntries(columns.map((c, i) => [`--v-w${i}`, `${c.width}px`])),
    '--v-lines': textLines,
  } as CSSProperties;

  if (table.error && !table.stale && lines.count === 0)
    return <ErrorState error={table.error} onRetry={table.retry} />;
  if (!table.pending && lines.count === 0) return props.empty;

  const drawnLines = table.pending
    ? []
    : Array.from({ length: Math.max(0, drawn.last - drawn.first + 1) }, (_, i) => drawn.first + i);
  const loadedIds = drawnLines.flatMap((line) => idAt(line) ?? []);
  const allSelected = loadedIds.length > 0 && loadedIds.every((id) => isSelected(selection, id));
  const heads = { info, levels, columns, frozen, totals, refs: table.refs };
  return (
    <div className="v-grid-frame" ref={frame}>
      <GridKeys
        ref={catcher}
        grid={`${prefix}-grid`}
        cells={cells}
        clipboard={clipboard}
        edits={edits}
        cellId={cellId}
        place={(cell) => placeIn(frame.current, cell)}
        page={() => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowPx) - 2)}
        actions={{
          fillDown: filling.down,
          edit,
          open: ({ row }) => {
            const id = idAt(row);
            if (id !== undefined) props.openRecord(id);
          },
          select: ({ row }, range) => select(row, range),
          unselect: () => setSelection(NOTHING),
          fold,
          show,
        }}
        onMenu={({ row, col, x, y }) => menu.ask({ line: row, col, x, y })}
        onTyped={edit}
        holds={opening.holds}
        onFocus={setFocused}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a table element can't be virtual with sticky parts */}
      <div
        ref={scroller}
        id={`${prefix}-grid`}
        className="v-grid"
        role="grid"
        style={style}
        tabIndex={-1}
        aria-label={text(view.label)}
        aria-rowcount={lines.count + 1}
        aria-colcount={columns.length + (addColumn ? 2 : 1)}
        aria-multiselectable
        aria-busy={table.pending || table.stale}
        data-focused={shownFocused || undefined}
        data-ended={addColumn ? true : undefined}
        data-tall={textLines > 1 || undefined}
        onFocus={(event) => {
          if (event.target === event.currentTarget) focusCells();
        }}
        onScroll={(event) => {
          const { scrollLeft, dataset } = event.currentTarget;
          if (scrollLeft > 0) dataset.scrolled = '';
          else delete dataset.scrolled;
        }}
      >
        <GridHead
          form={form}
          columns={columns}
          frozen={frozen}
          sort={sort}
          scroller={scroller}
          end={addColumn?.({ form: form.ref, view: isId(props.name) ? '' : props.name })}
          checked={allSelected}
          partly={isAny(selection) && !allSelected}
          onCheck={(checked) =>
            setSelection(checked ? { ids: new Set([...selection.ids, ...loadedIds]), anchor: null } : NOTHING)
          }
          onSort={adjust && actions.toggleSort}
          onResize={adjust && actions.resize}
          onFit={actions.fit}
          onMove={adjust && actions.move}
          menuOf={actions.menuOf}
          filtering={filtering}
          filterAt={({ key }, button) => (
            <ColumnFilter
              form={form}
              column={key}
              state={props.state}
              setState={props.setState}
              onClose={() => setFiltering(undefined)}
            >
              {button}
            </ColumnFilter>
          )}
        />
        <PinnedHeads
          {...heads}
          heads={lines.headsOver(drawn.top)}
          onToggle={(head, line) => {
            folding.toggle(head);
            goTo({ row: line, col: 0 });
          }}
          onActivate={(line) => goTo({ row: line, col: 0 })}
        />
        {table.pending ? (
          <SkeletonRows rows={16} columns={Math.min(6, columns.length)} height={rowPx} />
        ) : (
          <div
            className="v-grid-body"
            style={{ height: scroll.height }}
            data-stale={table.stale || undefined}
          >
            <GridLines
              info={info}
              table={table}
              levels={levels}
              totals={totals}
              columns={columns}
              frozen={frozen}
              prefix={prefix}
              drawn={drawnLines}
              base={drawn.base}
              focused={shownFocused}
              active={active}
              area={area}
              chosen={filling.chosen}
              editing={editing}
              isSelected={(id) => isSelected(selection, id)}
              colorOf={colorOf}
              errors={edits.errors}
              hands={hands}
              onToggle={folding.toggle}
              onHead={(line) => {
                cells.goTo({ row: line, col: 0 });
                focusCells();
              }}
            />
          </div>
        )}
        {hasTotals && !table.pending ? (
          <TotalsLine columns={columns} frozen={frozen} totals={totals} values={table.totals} />
        ) : null}
      </div>
      <footer className="v-grid-foot">
        {isAny(selection) ? (
          <BatchBar
            info={info}
            query={query}
            selection={selection}
            all={{ extent: table.extent, onSelect: setSelection }}
            onDone={() => setSelection(NOTHING)}
          />
        ) : (
          <GridFoot
            table={table}
            edits={edits}
            chosen={
              shownFocused && !isOneCell(area) ? (
                <AreaSummary area={area} table={table} columns={columns} />
              ) : null
            }
            onExact={() => setExact(true)}
          />
        )}
      </footer>
      {menu.element}
    </div>
  );
}
