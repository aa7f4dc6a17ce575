import { useFormServices } from '@trellis/forms/react';
import type { TimelineConfig, TimeZoom } from '@trellis/metadata';
import { EmptyState, ErrorState, SkeletonRows, useIsPhone } from '@trellis/ui/react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { columnOf } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { allOf } from '../../state/list-state.ts';
import { usePref } from '../../state/storage.tsx';
import { type Axis, axisOf } from '../../time/axis.ts';
import { AxisFrame, type Sight, sightOf, useAxisScroll } from '../../time/axis-frame.tsx';
import { AxisHead } from '../../time/axis-head.tsx';
import { type Entry, isDated, readValue, type Undated, useEntryOf } from '../../time/entries.tsx';
import { mayAssign, mayMove, timeFields } from '../../time/fields.ts';
import { groupId, keyOfGroup, useTimeGroups } from '../../time/groups.tsx';
import { type Hands, HandsProvider } from '../../time/hands.tsx';
import { useTimeT } from '../../time/messages.ts';
import { MoveDialog } from '../../time/move-dialog.tsx';
import { touching } from '../../time/range.ts';
import { shifted } from '../../time/span.ts';
import { useBarDrag } from '../../time/use-bar-drag.tsx';
import { useTimeColor } from '../../time/use-color.tsx';
import { useExtent } from '../../time/use-extent.tsx';
import { useNow } from '../../time/use-now.tsx';
import { MOST_IN_RANGE, useRange } from '../../time/use-range.tsx';
import { useReschedule } from '../../time/use-reschedule.tsx';
import { useViewport } from '../../time/use-viewport.tsx';
import { dayOf, plus, startOf } from '../../time/wall.ts';
import type { ViewProps } from '../facet.tsx';
import '../../time/time.css';
import '../../time/axis.css';
import { timeline } from './model.ts';
import { RowOfBars } from './row.tsx';
import { layRows } from './rows.ts';

interface TimelinePrefs {
  readonly zoom?: TimeZoom;
}
const NO_PREFS: TimelinePrefs = {};
/** Px of the names. */
const NAMES = 200;
const NAMES_PHONE = 112;

/** A row for each value of a field, with the records that take its time; bars are carried along time and between rows. */
export function TimelineView(props: ViewProps<TimelineConfig>) {
  const { info, config, query } = props;
  const { form } = info;
  const t = useTimeT();
  const label = useFieldLabel(form);
  const phone = useIsPhone();
  const { tz } = useFormServices();
  const now = useNow(tz);
  const today = dayOf(now);
  const names = phone ? NAMES_PHONE : NAMES;
  const [prefs, setPrefs] = usePref<TimelinePrefs>(props.prefs, NO_PREFS);
  const [asked, setAsked] = useState<Entry | Undated>();
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);

  const fields = useMemo(() => timeFields(info, config), [info, config]);
  const column = columnOf(form, config.row);
  const { sort: _, ...condition } = query;
  const extent = useExtent(form.ref, condition, column ? fields : undefined, tz, config.row);
  const groups = useTimeGroups(info, config.row, extent.groups.data);
  const zoom = prefs.zoom ?? config.zoom ?? 'week';
  const axis = useMemo(
    () => (extent.pending ? undefined : axisOf(zoom, today, extent.first, extent.last)),
    [extent.pending, extent.first, extent.last, zoom, today],
  );
  const goTo = useAxisScroll(scroller, axis, names, today);
  const viewport = useViewport(scroller, axis !== undefined && extent.count > 0);
  const sight: Sight = axis ? sightOf(axis, viewport, names) : { from: today, to: today };
  const stretch = axis ? stretchOf(axis, sight) : sight;

  const colors = useTimeColor(info, props.view, config.color);
  const shownFields = useMemo(
    () => [...new Set([...timeline.fields(config, form), ...colors.fields])],
    [config, form, colors],
  );
  const whole = fields && touching(fields, stretch.from, stretch.to, tz);
  const range = useRange(
    form.ref,
    {
      ...condition,
      ...(whole === undefined ? {} : { filter: allOf(condition.filter, whole) ?? whole }),
      sort: [{ field: fields?.start.key ?? form.titleField, dir: 'asc' }],
      fields: shownFields,
    },
    fields !== undefined && column !== undefined && axis !== undefined && viewport.width > 0,
  );
  const entryOf = useEntryOf(info, fields, tz, colors.of);
  const reschedule = useReschedule(info, fields, tz);
  const changesRow = mayAssign(info, config.row);
  const { carried, grab } = useBarDrag({
    axis,
    fields,
    names,
    scroller,
    rows: changesRow,
    onDrop: (entry, span, row) => {
      const key = row === undefined ? undefined : keyOfGroup(row);
      const before = readValue(entry.record, config.row) ?? null;
      const to = key === undefined || key === before ? undefined : groups.find((one) => one.key === key);
      void reschedule(entry, span, to && { set: { [config.row]: to.key }, name: to.name });
    },
  });

  if (!fields) return <EmptyState icon="timeline" title={t('missingTitle')} description={t('missingText')} />;
  if (!column) return <EmptyState icon="timeline" title={t('missingRow')} />;
  const error = extent.error ?? (range.data ? null : range.error);
  if (error)
    return (
      <ErrorState
        error={error}
        onRetry={() => {
          void extent.groups.refetch();
          void range.refetch();
        }}
      />
    );
  if (!axis) return <SkeletonRows rows={12} />;
  if (extent.count === 0) return props.empty;

  const byRow = new Map<string, Entry[]>();
  for (const record of range.data?.records ?? []) {
    const read = entryOf(record, range.data?.refs ?? {});
    const held = carried?.entry.id === read.id ? carried : undefined;
    const entry = held?.entry ?? read;
    if (!isDated(entry)) continue;
    const value = readValue(record, config.row);
    const row = held?.row ?? groupId(value === null || value === undefined ? null : String(value));
    byRow.set(row, [...(byRow.get(row) ?? []), entry]);
  }
  const rows = layRows(
    groups.map(({ key }) => groupId(key)),
    byRow,
    axis,
  );
  const last = rows.at(-1);
  const height = last ? last.top + last.height : 0;
  const movable = mayMove(fields);
  const hands: Hands = {
    info,
    open: props.openRecord,
    ...(movable
      ? {
          move: {
            ask: setAsked,
            by: (entry, ms) => {
              if (isDated(entry)) void reschedule(entry, shifted(entry.span, ms));
            },
          },
        }
      : {}),
  };
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.shiftKey) return;
    event.preventDefault();
    const next = Math.min(rows.length - 1, Math.max(0, active + step));
    setActive(next);
    const element = scroller.current;
    const row = rows[next];
    if (!element || !row) return;
    if (row.top < element.scrollTop || row.top + row.height > element.scrollTop + element.clientHeight)
      element.scrollTop = row.top;
    requestAnimationFrame(() =>
      element.querySelector<HTMLElement>(`[data-index="${next}"] .v-axis-name`)?.focus(),
    );
  };

  return (
    <HandsProvider value={hands}>
      <div className="v-gantt">
        <AxisHead
          zoom={zoom}
          onZoom={(next) => setPrefs({ ...prefs, zoom: next })}
          onToday={() => goTo(today)}
          onStep={(step) =>
            scroller.current?.scrollBy({ left: step * (viewport.width - names) * 0.8, behavior: 'smooth' })
          }
          note={
            range.data?.next
              ? t('tooMany', { count: MOST_IN_RANGE })
              : movable && !phone
                ? t('keyHint')
                : null
          }
        />
        <AxisFrame
          label={t('timeAxis')}
          axis={axis}
          sight={sight}
          today={today}
          now={now}
          names={names}
          corner={label(config.row)}
          height={height}
          rows={rows.length}
          busy={range.isPending || range.isPlaceholderData}
          scroller={scroller}
          onKeyDown={keyDown}
        >
          {rows.map((row, index) => {
            const group = groups[index];
            const seen =
              row.top < viewport.top + viewport.height && row.top + row.height > viewport.top - 200;
            return seen && group ? (
              <RowOfBars
                key={row.id}
                row={row}
                index={index}
                group={group}
                member={column.field?.target === '$member' || config.row === '_owner_id'}
                active={active === index}
                movable={movable}
                carried={carried?.entry.id}
                onActive={setActive}
                onGrab={grab}
              />
            ) : null;
          })}
        </AxisFrame>
        {asked ? (
          <MoveDialog
            form={form}
            fields={fields}
            tz={tz}
            entry={asked}
            onMove={(span) => void reschedule(asked, span)}
            onClose={() => setAsked(undefined)}
          />
        ) : null}
      </div>
    </HandsProvider>
  );
}

/** What is fetched for what is in sight: whole months or years around it, so that little scrolls ask for nothing. */
function stretchOf(axis: Axis, { from, to }: Sight): Sight {
  const unit = axis.perDay > 20 ? 'month' : axis.perDay > 8 ? 'quarter' : 'year';
  return { from: startOf(plus(from, -1, unit), unit), to: plus(startOf(to, unit), 2, unit) };
}
