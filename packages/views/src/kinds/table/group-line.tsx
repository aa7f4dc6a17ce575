// biome-ignore-all lint/a11y/useSemanticElements: rows placed by transform can't be a table
import type { Totals, ViewGroup } from '@trellis/metadata';
import { Icon, type Refs } from '@trellis/ui/react';
import type { FormInfo } from '../../catalog/catalog.ts';
import type { Column } from '../../data/columns.ts';
import { alignOf } from './align.tsx';
import { GroupName } from './group-name.tsx';
import type { Head } from './lines.ts';
import { useGridT } from './messages.ts';
import { stickyAt } from './sticky.ts';
import { TotalCell } from './total-cell.tsx';

/** The head of a group: its name and how many it holds, what is worked out of it under the columns. */
export function GroupLine(props: {
  readonly head: Head;
  readonly line: number;
  /** px from the top of what is scrolled; absent: it stands above the list while its group is in sight. */
  readonly top?: number;
  readonly id?: string;
  readonly info: FormInfo;
  readonly levels: readonly ViewGroup[];
  readonly columns: readonly Column[];
  readonly frozen: number;
  readonly totals: Totals;
  readonly refs: Refs;
  readonly active: boolean;
  readonly onToggle: () => void;
  readonly onActivate: () => void;
}) {
  const { head, columns } = props;
  const t = useGridT();
  const level = props.levels[head.depth];
  // One that is pinned is the same head once more, for the eye alone.
  const pinned = props.top === undefined;
  const asRow = pinned ? { 'aria-hidden': true } : { role: 'row', 'aria-rowindex': props.line + 2 };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a row, unless it is hidden from those who need roles
    <div
      className="v-group-line"
      {...asRow}
      tabIndex={-1}
      data-depth={head.depth}
      data-active={props.active || undefined}
      style={pinned ? undefined : { transform: `translateY(${props.top}px)` }}
      onPointerDown={(event) => {
        if ((event.target as HTMLElement).closest('button')) return;
        event.preventDefault();
        props.onActivate();
      }}
      onMouseDown={(event) => event.preventDefault()}
    >
      <div
        id={props.id}
        className="v-group-name"
        {...(pinned ? {} : { role: 'gridcell', 'aria-colindex': 1 })}
        tabIndex={-1}
        style={{ paddingInlineStart: 12 + head.depth * 20 }}
      >
        <button
          type="button"
          tabIndex={-1}
          className="v-group-fold"
          aria-expanded={!head.folded}
          aria-label={t('group', { name: head.keys.at(-1) ?? t('groupEmpty'), count: head.count })}
          onClick={props.onToggle}
        >
          <Icon name={head.folded ? 'right' : 'down'} />
        </button>
        {level ? (
          <span className="v-group-value">
            <GroupName info={props.info} level={level} value={head.keys.at(-1) ?? null} refs={props.refs} />
          </span>
        ) : null}
        <span className="v-group-count t-num">{t('count', { count: head.count })}</span>
      </div>
      {columns.slice(1).map((column, i) => {
        const sticky = stickyAt(i + 1, props.frozen);
        return (
          <div
            key={column.key}
            className="v-group-total"
            data-align={alignOf(column)}
            {...sticky.marks}
            style={{ ...sticky.style, width: `var(--v-w${i + 1})` }}
          >
            <TotalCell column={column} op={props.totals[column.key]} value={head.totals[column.key]} />
          </div>
        );
      })}
    </div>
  );
}
