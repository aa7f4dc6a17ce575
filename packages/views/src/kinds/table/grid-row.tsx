// biome-ignore-all lint/a11y/useSemanticElements: rows placed by transform can't be a table
import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { ColorRule } from '@trellis/metadata';
import { Icon, type RecordData, type Refs, SkeletonBar } from '@trellis/ui/react';
import { Checkbox, Tooltip } from 'antd';
import { memo } from 'react';
import type { FormInfo } from '../../catalog/catalog.ts';
import { ColumnCell } from '../../data/column-cell.tsx';
import type { Column } from '../../data/columns.ts';
import { tint } from '../../data/use-colors.tsx';
import { useT } from '../../messages.ts';
import { useNavigation } from '../../navigation.tsx';
import { alignOf } from './align.tsx';
import { editingOf } from './can-edit.tsx';
import { CellEditor } from './cell-editor.tsx';
import { useGridT } from './messages.ts';
import { PopupEditor } from './popup-editor.tsx';
import type { MenuPlace } from './row-menu.tsx';
import { stickyAt } from './sticky.ts';
import { type CellError, cellKey } from './use-edits.tsx';
import { useFresh } from './use-fresh.tsx';

/** What a row tells the grid; the same object all the time, so that rows are drawn anew only when they changed. */
export interface RowHands {
  activate(line: number, col: number, extend: boolean): void;
  /** The pointer came here while its button is held. */
  drag(line: number, col: number): void;
  edit(line: number, col: number): void;
  select(line: number, range: boolean): void;
  open(id: string): void;
  menu(place: MenuPlace): void;
  commit(record: RecordData, field: CompiledField, value: Value): void;
  closeEditor(): void;
  step(by: { readonly row: number; readonly col: number }): void;
  startFill(): void;
}

interface RowProps {
  readonly line: number;
  /** px from the top of what is scrolled. */
  readonly top: number;
  readonly prefix: string;
  readonly info: FormInfo;
  readonly columns: readonly Column[];
  /** Columns from the left that stay while the others scroll. */
  readonly frozen: number;
  /** Absent while its page is under way. */
  readonly record: RecordData | undefined;
  readonly refs: Refs;
  readonly title: string;
  readonly color: ColorRule | undefined;
  readonly activeCol: number | undefined;
  /** The chosen columns of this row, both included. */
  readonly chosenFrom: number | undefined;
  readonly chosenTo: number | undefined;
  /** Below this row the chosen area ends: its last cell carries the handle to fill with. */
  readonly handle: boolean;
  readonly editingCol: number | undefined;
  readonly typed: string | undefined;
  readonly selected: boolean;
  readonly errors: ReadonlyMap<string, CellError>;
  readonly hands: RowHands;
}

/** A record as a row of the grid. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const t = useT();
  const { record, hands, line } = props;
  const fresh = useFresh(record);
  const { style, ...colored } = tint(props.color, 'record');
  return (
    <div
      className="v-grid-row"
      role="row"
      tabIndex={-1}
      aria-rowindex={line + 2}
      aria-selected={props.selected}
      {...colored}
      style={{ ...style, transform: `translateY(${props.top}px)` }}
    >
      <div className="v-grid-check" role="gridcell" tabIndex={-1} aria-colindex={1}>
        {record ? (
          <Checkbox
            tabIndex={-1}
            aria-label={t('selectRow', { title: props.title })}
            checked={props.selected}
            onChange={(event) => hands.select(line, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        ) : null}
      </div>
      {props.columns.map((column, col) => (
        <GridCell key={column.key} {...props} column={column} col={col} fresh={fresh.has(column.key)} />
      ))}
    </div>
  );
});

function GridCell(
  props: RowProps & { readonly column: Column; readonly col: number; readonly fresh: boolean },
) {
  const { column, col, record, info, hands, line } = props;
  const gridT = useGridT();
  const error = record ? props.errors.get(cellKey(record.id, column.key)) : undefined;
  const { field } = column;
  const how = editingOf(info, column);
  const editing = props.editingCol === col && record !== undefined && field !== undefined;
  const chosen =
    props.chosenFrom !== undefined && col >= props.chosenFrom && col <= (props.chosenTo ?? props.chosenFrom);
  const { style, ...colored } = tint(props.color, { field: column.key });
  const value =
    record && field ? (error ? error.typed : ((record.values[field.key] ?? null) as Value)) : null;
  const inside = !record ? (
    <SkeletonBar width="60%" height={12} />
  ) : col === 0 ? (
    <TitleCell {...props} record={record} />
  ) : (
    <span className="v-grid-value">
      <ColumnCell column={column} record={record} refs={props.refs} />
    </span>
  );
  const editor = editing
    ? {
        form: info.form,
        field,
        value,
        refs: props.refs,
        typed: props.typed,
        onCommit: (next: Value) => hands.commit(record, field, next),
        onClose: hands.closeEditor,
      }
    : undefined;
  const content =
    editor && how === 'inline' ? (
      <CellEditor {...editor} onStep={hands.step} />
    ) : editor ? (
      <PopupEditor {...editor}>{inside}</PopupEditor>
    ) : (
      inside
    );
  const sticky = stickyAt(col, props.frozen);
  const cell = (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active cell
    <div
      id={`${props.prefix}-${line}-${col}`}
      className="v-grid-cell"
      role="gridcell"
      tabIndex={-1}
      aria-colindex={col + 2}
      aria-readonly={how === undefined}
      aria-invalid={error ? true : undefined}
      aria-selected={chosen || undefined}
      data-active={props.activeCol === col || undefined}
      data-chosen={chosen || undefined}
      data-editing={editing && how === 'inline' ? true : undefined}
      data-fresh={props.fresh || undefined}
      data-align={alignOf(column)}
      {...sticky.marks}
      {...colored}
      style={{ ...style, ...sticky.style, width: `var(--v-w${col})` }}
      onPointerDown={(event) => {
        if (editing || event.pointerType !== 'mouse' || event.button !== 0 || isLink(event.target)) return;
        // The keyboard stays with the cells, and no text is marked while an area is drawn.
        event.preventDefault();
        hands.activate(line, col, event.shiftKey);
      }}
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse' && event.buttons === 1) hands.drag(line, col);
      }}
      onMouseDown={(event) => {
        if (!editing && !isLink(event.target)) event.preventDefault();
      }}
      onClick={(event) => {
        const touched = (event.nativeEvent as globalThis.PointerEvent).pointerType !== 'mouse';
        if (!editing && touched && !isLink(event.target)) hands.activate(line, col, false);
      }}
      onContextMenu={(event) => {
        if (editing || !record) return;
        event.preventDefault();
        hands.menu({ x: event.clientX, y: event.clientY, line, col });
      }}
      onDoubleClick={(event) => {
        if (!editing && !isLink(event.target)) hands.edit(line, col);
      }}
    >
      {content}
      {props.handle && chosen && col === props.chosenTo && how && how !== 'record' ? (
        <span
          className="v-fill-handle"
          title={gridT('fill')}
          onPointerDown={(event) => {
            event.preventDefault();
            event.stopPropagation();
            hands.startFill();
          }}
        />
      ) : null}
    </div>
  );
  return error && !editing ? <Tooltip title={error.message}>{cell}</Tooltip> : cell;
}

/** Links and inputs keep what a click gives them. */
const isLink = (target: EventTarget): boolean => (target as HTMLElement).closest('a, button, input') !== null;

/** The record's name is what opens it: a real link, so that it can open in a tab of its own. */
function TitleCell(props: RowProps & { readonly record: RecordData }) {
  const t = useT();
  const gridT = useGridT();
  const navigation = useNavigation();
  const { form } = props.info;
  const { id } = props.record;
  return (
    <>
      <a
        className="v-grid-title t-ellipsis"
        tabIndex={-1}
        draggable={false}
        href={navigation.href({ kind: 'record', app: form.app, form: form.key, id })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          props.hands.open(id);
        }}
      >
        {props.title}
      </a>
      <button
        type="button"
        className="v-grid-open"
        tabIndex={-1}
        aria-label={t('openRecord', { title: props.title })}
        title={t('open')}
        onClick={() => props.hands.open(id)}
      >
        <Icon name="right" />
      </button>
      <button
        type="button"
        className="v-grid-open"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-label={gridT('rowMenuOf', { title: props.title })}
        title={t('more')}
        onClick={(event) => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          props.hands.menu({ x: left, y: bottom, line: props.line, col: 0 });
        }}
      >
        <Icon name="more" />
      </button>
    </>
  );
}
