// biome-ignore-all lint/a11y/useSemanticElements: rows placed by transform can't be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid itself has the focus and names its active cell
import type { CompiledForm } from '@trellis/forms/model';
import { RecalculatingMark } from '@trellis/forms/react';
import type { Sort } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Checkbox, Dropdown, type MenuProps } from 'antd';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useRef,
  useState,
} from 'react';
import type { Column } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { useT } from '../../messages.ts';
import { clampWidth } from '../../state/columns.ts';
import { alignOf } from './align.tsx';
import { useGridT } from './messages.ts';
import { stickyAt } from './sticky.ts';

/** Names of the columns: a click sorts, a drag of the border resizes. */
export function GridHead(props: {
  readonly form: CompiledForm;
  readonly columns: readonly Column[];
  /** Columns from the left that stay while the others scroll. */
  readonly frozen: number;
  readonly sort: readonly Sort[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly checked: boolean;
  readonly partly: boolean;
  /** Behind the last column. */
  readonly end: ReactNode;
  readonly onCheck: (checked: boolean) => void;
  readonly onSort?: ((field: string, add: boolean) => void) | undefined;
  readonly onResize?: ((field: string, width: number) => void) | undefined;
  /** Makes a column as wide as its content. */
  readonly onFit: (col: number) => void;
  /** Puts a column in the place of another; absent where the view is locked. */
  readonly onMove?: ((from: number, to: number) => void) | undefined;
  readonly menuOf: (col: number) => NonNullable<MenuProps['items']>;
  /** The column that the list's filter is open at, in place of its menu. */
  readonly filtering: number | undefined;
  readonly filterAt: (column: Column, button: ReactNode) => ReactNode;
}) {
  const t = useT();
  const gridT = useGridT();
  const dragged = useRef<number>(undefined);
  const [over, setOver] = useState<number>();
  const label = useFieldLabel(props.form);
  return (
    <div className="v-grid-head" role="row" aria-rowindex={1} tabIndex={-1}>
      <div className="v-grid-check" role="columnheader" aria-colindex={1}>
        <Checkbox
          aria-label={t('selectAll')}
          checked={props.checked}
          indeterminate={props.partly}
          onChange={(event) => props.onCheck(event.target.checked)}
        />
      </div>
      {props.columns.map((column, i) => {
        const at = props.sort.findIndex((s) => s.field === column.key);
        const dir = props.sort[at]?.dir;
        const name = label(column.key);
        const sticky = stickyAt(i, props.frozen);
        const menu = props.menuOf(i);
        const button = (
          <button type="button" className="v-grid-menu" aria-label={gridT('menu', { column: name })}>
            <Icon name="down" />
          </button>
        );
        return (
          <div
            key={column.key}
            role="columnheader"
            tabIndex={-1}
            className="v-grid-name"
            data-align={alignOf(column)}
            aria-colindex={i + 2}
            aria-sort={dir === 'asc' ? 'ascending' : dir === 'desc' ? 'descending' : 'none'}
            {...sticky.marks}
            data-drop={over === i ? (i > (dragged.current ?? i) ? 'after' : 'before') : undefined}
            style={{ ...sticky.style, width: `var(--v-w${i})` }}
            onDragOver={(event) => {
              if (dragged.current === undefined || i === 0) return;
              event.preventDefault();
              setOver(i);
            }}
            onDrop={() => {
              if (dragged.current !== undefined) props.onMove?.(dragged.current, i);
            }}
          >
            <button
              type="button"
              className="v-grid-sort"
              draggable={props.onMove !== undefined && i > 0}
              onDragStart={(event) => {
                dragged.current = i;
                event.dataTransfer.effectAllowed = 'move';
              }}
              onDragEnd={() => {
                dragged.current = undefined;
                setOver(undefined);
              }}
              disabled={!props.onSort}
              title={props.onSort ? `${name}\n${t('sortHint')}` : name}
              onClick={(event) => props.onSort?.(column.key, event.shiftKey)}
            >
              <span className="t-ellipsis">{name}</span>
              <RecalculatingMark form={props.form.ref} field={column.key} />
              {dir ? <Icon name={dir === 'asc' ? 'up' : 'down'} className="v-sort-mark" /> : null}
              {dir && props.sort.length > 1 ? <sup className="t-num">{at + 1}</sup> : null}
            </button>
            {menu.length === 0 ? null : props.filtering === i ? (
              props.filterAt(column, button)
            ) : (
              <Dropdown trigger={['click']} menu={{ items: menu }} placement="bottomRight">
                {button}
              </Dropdown>
            )}
            {props.onResize ? (
              <Resizer
                label={t('resize', { column: name })}
                index={i}
                width={column.width}
                scroller={props.scroller}
                onResize={(width) => props.onResize?.(column.key, width)}
                onFit={() => props.onFit(i)}
              />
            ) : null}
          </div>
        );
      })}
      {props.end ? (
        <div
          className="v-grid-end"
          role="columnheader"
          tabIndex={-1}
          aria-colindex={props.columns.length + 2}
        >
          {props.end}
        </div>
      ) : null}
    </div>
  );
}

/** The border of a column. While it moves only a custom property changes; the new width is kept at its end. */
function Resizer(props: {
  label: string;
  index: number;
  width: number;
  scroller: RefObject<HTMLDivElement | null>;
  onResize: (width: number) => void;
  onFit: () => void;
}) {
  const start = useRef<{ x: number; width: number }>(undefined);
  const show = (width: number) =>
    props.scroller.current?.style.setProperty(`--v-w${props.index}`, `${width}px`);
  const widthAt = (event: PointerEvent) =>
    start.current ? clampWidth(start.current.width + event.clientX - start.current.x) : props.width;
  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
    if (step === 0) return;
    event.preventDefault();
    props.onResize(clampWidth(props.width + step));
  };
  return (
    <div
      className="v-resizer"
      role="separator"
      aria-orientation="vertical"
      aria-label={props.label}
      aria-valuenow={props.width}
      tabIndex={0}
      onKeyDown={keys}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: props.width };
      }}
      onPointerMove={(event) => {
        if (start.current) show(widthAt(event));
      }}
      onPointerUp={(event) => {
        if (!start.current) return;
        const width = widthAt(event);
        start.current = undefined;
        if (width !== props.width) props.onResize(width);
      }}
      onDoubleClick={props.onFit}
      onPointerCancel={() => {
        start.current = undefined;
        show(props.width);
      }}
    />
  );
}
