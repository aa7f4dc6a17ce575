// biome-ignore-all lint/a11y/useSemanticElements: rows placed by transform can't be a table
import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';
import type { ColorRule } from '@trellis/metadata';
import { Icon, type RecordData, type Refs, SkeletonBar } from '@trellis/ui/react';
import { Checkbox, Tooltip } from 'antd';
import type { FormInfo } from '../../catalog/catalog.ts';
import { ColumnCell } from '../../data/column-cell.tsx';
import type { Column } from '../../data/columns.ts';
import { tint } from '../../data/use-colors.tsx';
import { useT } from '../../messages.ts';
import { useNavigation } from '../../navigation.tsx';
import { alignOf } from './align.tsx';
import { canEdit } from './can-edit.tsx';
import { CellEditor } from './cell-editor.tsx';
import type { CellError } from './use-cell-edit.tsx';

interface RowProps {
  readonly index: number;
  /** px from the top of the list. */
  readonly top: number;
  readonly prefix: string;
  readonly info: FormInfo;
  readonly columns: readonly Column[];
  /** Absent while its page is under way. */
  readonly record: RecordData | undefined;
  readonly color: ColorRule | undefined;
  readonly refs: Refs;
  readonly title: string;
  readonly activeCol: number | undefined;
  readonly editingCol: number | undefined;
  readonly selected: boolean;
  readonly errorOf: (field: string) => CellError | undefined;
  readonly onActivate: (col: number) => void;
  readonly onEdit: (col: number) => void;
  readonly onSelect: (range: boolean) => void;
  readonly onOpen: (id: string) => void;
  readonly onCommit: (field: CompiledField, value: Value) => void;
  readonly onCloseEditor: () => void;
  readonly onTab: (step: 1 | -1) => void;
}

/** A record as a row of the grid. */
export function GridRow(props: RowProps) {
  const t = useT();
  const { record } = props;
  const { style, ...colored } = tint(props.color, 'record');
  return (
    <div
      className="v-grid-row"
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
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
            onChange={(event) => props.onSelect((event.nativeEvent as MouseEvent).shiftKey)}
          />
        ) : null}
      </div>
      {props.columns.map((column, col) => (
        <GridCell key={column.key} {...props} column={column} col={col} />
      ))}
    </div>
  );
}

function GridCell(props: RowProps & { readonly column: Column; readonly col: number }) {
  const { column, col, record, info } = props;
  const error = props.errorOf(column.key);
  const { style, ...colored } = tint(props.color, { field: column.key });
  const { field } = column;
  const editing = props.editingCol === col && record && field;
  const editable = canEdit(info, column);
  const content = !record ? (
    <SkeletonBar width="60%" height={12} />
  ) : editing ? (
    <CellEditor
      field={field}
      value={error ? error.typed : ((record.values[field.key] ?? null) as Value)}
      refs={props.refs}
      form={info.form}
      onCommit={(value) => props.onCommit(field, value)}
      onClose={props.onCloseEditor}
      onTab={props.onTab}
    />
  ) : col === 0 ? (
    <TitleCell {...props} record={record} />
  ) : (
    <span className="v-grid-value">
      <ColumnCell column={column} record={record} refs={props.refs} />
    </span>
  );
  const cell = (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys of its active cell
    <div
      id={`${props.prefix}-${props.index}-${col}`}
      className="v-grid-cell"
      role="gridcell"
      tabIndex={-1}
      aria-colindex={col + 2}
      aria-readonly={!editable}
      aria-invalid={error ? true : undefined}
      data-active={props.activeCol === col || undefined}
      data-editing={editing ? true : undefined}
      data-align={alignOf(column)}
      {...colored}
      style={{ ...style, width: `var(--v-w${col})` }}
      onClick={(event) => {
        // Links and inputs keep the focus that a click gives them.
        if (!editing && !(event.target as HTMLElement).closest('a, button')) props.onActivate(col);
      }}
      onDoubleClick={(event) => {
        if (!editing && !(event.target as HTMLElement).closest('a, button')) props.onEdit(col);
      }}
    >
      {content}
    </div>
  );
  return error && !editing ? <Tooltip title={error.message}>{cell}</Tooltip> : cell;
}

/** The record's name is what opens it: a real link, so that it can open in a tab of its own. */
function TitleCell(props: RowProps & { readonly record: RecordData }) {
  const t = useT();
  const navigation = useNavigation();
  const { form } = props.info;
  const { id } = props.record;
  return (
    <>
      <a
        className="v-grid-title t-ellipsis"
        tabIndex={-1}
        href={navigation.href({ kind: 'record', app: form.app, form: form.key, id })}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          props.onOpen(id);
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
        onClick={() => props.onOpen(id)}
      >
        <Icon name="right" />
      </button>
    </>
  );
}
