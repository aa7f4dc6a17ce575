import { useTextEnv } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { isId, type TableConfig } from '@trellis/metadata';
import { ErrorState, SkeletonRows, useLocale } from '@trellis/ui/react';
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { colorFields } from '../../data/colors.ts';
import { columnsOf } from '../../data/columns.ts';
import { recordTitle } from '../../data/record-title.ts';
import { useColors } from '../../data/use-colors.tsx';
import { useT } from '../../messages.ts';
import { ROW_PX } from '../../state/columns.ts';
import { toggleSort } from '../../state/list-state.ts';
import { extendTo, NOTHING, type Selection, toggleRow } from '../../state/selection.ts';
import type { ViewProps } from '../facet.tsx';
import { useAddColumn } from './add-column.tsx';
import { holds } from './area.ts';
import { BatchBar } from './batch-bar.tsx';
import './grid.css';
import { editingOf } from './can-edit.tsx';
import { type Catcher, KeyCatcher } from './catcher.tsx';
import { GridFoot } from './grid-foot.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow, type RowHands } from './grid-row.tsx';
import { GroupLine } from './group-line.tsx';
import { HEAD_PX } from './lines.ts';
import { contentWidth, placeIn, revealColumn } from './measures.ts';
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
import { useScroll } from './use-scroll.tsx';
import { useTable } from './use-table.tsx';

/** px of the names of the columns, and of the totals below the list. */
const NAMES_PX = 36;

/** Records as rows that scroll through the whole list, with cells to move in, edit and select like those of a spreadsheet. */
export function RecordGrid(props: ViewProps<TableConfig>) {
  const { info, view, config, query, adjust } = props;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const env = useTextEnv();
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
  const edit = (position: Position, typed?: string) => {
    const record = at(position.row);
    const column = columns[position.col];
    if (!record || !column) return;
    const how = editingOf(info, column);
    if (how === 'inline' || how === 'popup') {
      cells.goTo(position);
      cells.setEditing({ ...position, typed });
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
    },
    filling.end,
  );

  const actions = useColumnActions(props, {
    columns,
    frozen,
    say: edits.say,
    valueAt: (col) => {
      const record = col === active.col ? at(active.row) : undefined;
      const column = columns[col];
      return record && column?.field ? ((record.values[column.key] ?? null) as Value) : undefined;
    },
    widthOf: (col) => contentWidth(scroller.current, col),
  });

  const sort = query.sort ?? [];
  const style = {
    '--v-row': `${rowPx}px`,
    ...Object.fromEntries(columns.map((c, i) => [`--v-w${i}`, `${c.width}px`])),
    '--v-lines': Math.max(1, Math.floor((rowPx - 14) / 22)),
  } as CSSProperties;

  if (table.error && !table.stale && lines.count === 0)
    return <ErrorState error={table.error} onRetry={table.retry} />;
  if (!table.pending && lines.count === 0) return props.empty;

  const drawnLines = table.pending
    ? []
    : Array.from({ length: Math.max(0, drawn.last - drawn.first + 1) }, (_, i) => drawn.first + i);
  const loadedIds = drawnLines.flatMap((line) => idAt(line) ?? []);
  const allSelected = loadedIds.length > 0 && loadedIds.every((id) => selection.ids.has(id));
  const { chosen } = filling;
  const pinned = lines.headsOver(drawn.top);
  const heads = { info, levels, columns, frozen, totals, refs: table.refs };
  return (
    <div className="v-grid-frame" ref={frame}>
      <KeyCatcher
        ref={catcher}
        grid={`${prefix}-grid`}
        active={cellId(active.row, active.col)}
        place={() => placeIn(frame.current, document.getElementById(cellId(active.row, active.col)))}
        onFocus={setFocused}
        onKeys={(event) => {
          if (lines.count === 0 || editing) return;
          const room = scroller.current?.clientHeight ?? 0;
          const page = Math.max(1, Math.floor(room / rowPx) - 2);
          const done = cells.press(event, page, {
            undo: () => void edits.undo(),
            redo: () => void edits.redo(),
            clear: (chosenArea) => void clipboard.clear(chosenArea),
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
          });
          if (done) event.preventDefault();
        }}
        onTyped={(text) => edit(active, text)}
        onCopy={(event, cut) => {
          if (!clipboard.copy(area, event.clipboardData)) return;
          event.preventDefault();
          // Only what is safe on the clipboard is taken away.
          if (cut) void clipboard.clear(area);
        }}
        onPaste={(text) => void clipboard.paste(area, text)}
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
        data-focused={focused || undefined}
        data-ended={addColumn ? true : undefined}
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
          onResize={adjust && actions.resize}
          onFit={actions.fit}
          onMove={adjust && actions.move}
          menuOf={actions.menuOf}
        />
        {pinned.length > 0 ? (
          <div className="v-group-pinned">
            {pinned.map(({ head, line }) => (
              <GroupLine
                key={head.id}
                {...heads}
                head={head}
                line={line}
                active={false}
                onToggle={() => {
                  folding.toggle(head);
                  goTo({ row: line, col: 0 });
                }}
                onActivate={() => goTo({ row: line, col: 0 })}
              />
            ))}
          </div>
        ) : null}
        {table.pending ? (
          <SkeletonRows rows={16} columns={Math.min(6, columns.length)} height={rowPx} />
        ) : (
          <div
            className="v-grid-body"
            style={{ height: scroll.height }}
            data-stale={table.stale || undefined}
          >
            {drawnLines.map((line) => {
              const is = lines.at(line);
              const top = lines.topOf(line) - drawn.base;
              if (!is) return null;
              if (is.kind === 'head')
                return (
                  <GroupLine
                    key={is.head.id}
                    {...heads}
                    head={is.head}
                    line={line}
                    top={top}
                    id={cellId(line, 0)}
                    active={focused && active.row === line}
                    onToggle={() => folding.toggle(is.head)}
                    onActivate={() => {
                      cells.goTo({ row: line, col: 0 });
                      focusCells();
                    }}
                  />
                );
              const record = at(line);
              const inArea = holds(chosen, line, chosen.left);
              const edited = editing?.row === line ? editing : undefined;
              return (
                <GridRow
                  key={`${is.section}/${is.index}`}
                  line={line}
                  top={top}
                  prefix={prefix}
                  info={info}
                  columns={columns}
                  frozen={frozen}
                  record={record}
                  refs={table.refs}
                  title={record ? (recordTitle(form, record.values, env) ?? t('unnamed')) : ''}
                  color={record && colorOf(record)}
                  activeCol={active.row === line ? active.col : undefined}
                  chosenFrom={inArea ? chosen.left : undefined}
                  chosenTo={inArea ? chosen.right : undefined}
                  handle={focused && line === area.bottom && !editing}
                  editingCol={edited?.col}
                  typed={edited?.typed}
                  selected={record ? selection.ids.has(record.id) : false}
                  errors={edits.errors}
                  hands={hands}
                />
              );
            })}
          </div>
        )}
        {hasTotals && !table.pending ? (
          <TotalsLine columns={columns} frozen={frozen} totals={totals} values={table.totals} />
        ) : null}
      </div>
      <footer className="v-grid-foot">
        {selection.ids.size > 0 ? (
          <BatchBar info={info} ids={selection.ids} onDone={() => setSelection(NOTHING)} />
        ) : (
          <GridFoot table={table} edits={edits} onExact={() => setExact(true)} />
        )}
      </footer>
    </div>
  );
}
