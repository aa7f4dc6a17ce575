// biome-ignore-all lint/a11y/useSemanticElements: rows of a table can't be laid out by time
// biome-ignore-all lint/a11y/useFocusableInteractive: the names take the focus
import { MemberAvatar, OptionDot } from '@trellis/ui/react';
import type { PointerEvent } from 'react';
import { type Grip, TimeBar } from '../../time/bar.tsx';
import type { Entry } from '../../time/entries.tsx';
import type { TimeGroup } from '../../time/groups.tsx';
import { useTimeT } from '../../time/messages.ts';
import type { TimelineRow } from './rows.ts';

const GRIPS: readonly Grip[] = ['move', 'start', 'end'];

/** Who or what a row is for, and what takes its time. */
export function RowOfBars(props: {
  readonly row: TimelineRow;
  readonly index: number;
  readonly group: TimeGroup;
  /** Rows are members. */
  readonly member: boolean;
  readonly active: boolean;
  readonly movable: boolean;
  readonly carried: string | undefined;
  readonly onActive: (index: number) => void;
  readonly onGrab: (event: PointerEvent, entry: Entry, grip: Grip) => void;
}) {
  const { row, group, index } = props;
  const t = useTimeT();
  return (
    <div
      className="v-axis-row"
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-row={row.id}
      style={{ top: row.top, height: row.height }}
      onFocus={() => props.onActive(index)}
    >
      <div className="v-axis-name" role="rowheader" tabIndex={props.active ? 0 : -1}>
        {props.member && group.key !== null ? (
          <MemberAvatar name={group.name} id={group.key} size={24} showName />
        ) : (
          <span className="v-axis-group">
            {group.color ? <OptionDot color={group.color} /> : null}
            <span className="t-ellipsis" title={group.name}>
              {group.name}
            </span>
          </span>
        )}
        <span className="v-axis-count t-num" title={t('countRecords', { count: group.count })}>
          {group.count}
        </span>
      </div>
      <div className="v-axis-track" role="gridcell">
        {row.bars.map(({ entry, left, width, top }) => (
          <TimeBar
            key={entry.id}
            entry={entry}
            left={left}
            width={width}
            top={top}
            carried={props.carried === entry.id}
            tab={props.active}
            grips={props.movable ? GRIPS : []}
            onGrab={props.onGrab}
          />
        ))}
      </div>
    </div>
  );
}
