import { OptionDot, type RecordData, type Refs } from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { ColumnCell } from '../data/column-cell.tsx';
import { columnOf } from '../data/columns.ts';
import { isEmptyOn } from '../data/is-empty.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { type Entry, isDated, type Undated } from './entries.tsx';
import { useEntryLink } from './hands.tsx';
import { useTimeT } from './messages.ts';
import { daysOf } from './span.ts';
import { useTimeText } from './text.ts';
import { DAY, type Wall } from './wall.ts';

/** A record on one line of a list of times: when, what, and what else is said of it. */
export function EntryRow(props: {
  readonly info: FormInfo;
  readonly entry: Entry | Undated;
  readonly facts: readonly string[];
  /** The day that it is listed under; absent: it is not listed by day. */
  readonly day?: Wall;
}) {
  const { entry } = props;
  const link = useEntryLink(entry);
  return (
    <div className="v-entry-row">
      <OptionDot color={entry.color} />
      {isDated(entry) ? <When entry={entry} day={props.day} /> : null}
      <a className="v-entry-row-title t-ellipsis" {...link}>
        {entry.title}
      </a>
      <Facts info={props.info} record={entry.record} refs={entry.refs} facts={props.facts} />
    </div>
  );
}

function When({ entry, day }: { entry: Entry; day: Wall | undefined }) {
  const t = useTimeT();
  const text = useTimeText();
  const { span } = entry;
  const { from, to } = daysOf(span);
  const words =
    to - from > DAY || day === undefined
      ? text.span(span)
      : span.allDay
        ? t('allDay')
        : span.to > span.from
          ? `${text.clock(span.from)}–${text.clock(span.to)}`
          : text.clock(span.from);
  return <span className="v-entry-row-when t-num">{words}</span>;
}

function Facts(props: { info: FormInfo; record: RecordData; refs: Refs; facts: readonly string[] }) {
  const { form } = props.info;
  const label = useFieldLabel(form);
  const columns = props.facts
    .flatMap((key) => columnOf(form, key) ?? [])
    .filter((column) => !isEmptyOn(props.record, column.key));
  return columns.map((column) => (
    <span key={column.key} className="v-entry-row-fact t-ellipsis" title={label(column.key)}>
      <ColumnCell column={column} record={props.record} refs={props.refs} />
    </span>
  ));
}
