import { useFormServices } from '@trellis/forms/react';
import type { CalendarConfig, CalendarMode } from '@trellis/metadata';
import { EmptyState, ErrorState, Icon, Sheet, useIsPhone, useRecordPages } from '@trellis/ui/react';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { allOf } from '../../state/list-state.ts';
import { usePref } from '../../state/storage.tsx';
import { type Entry, isDated, type Undated, useEntryOf } from '../../time/entries.tsx';
import { mayMove, timeFields } from '../../time/fields.ts';
import { type Hands, HandsProvider } from '../../time/hands.tsx';
import { useTimeT } from '../../time/messages.ts';
import { MoveDialog } from '../../time/move-dialog.tsx';
import { touching, unscheduled } from '../../time/range.ts';
import { shifted } from '../../time/span.ts';
import { Unscheduled } from '../../time/unscheduled.tsx';
import { useTimeColor } from '../../time/use-color.tsx';
import { useNow } from '../../time/use-now.tsx';
import { MOST_IN_RANGE, useRange } from '../../time/use-range.tsx';
import { useReschedule } from '../../time/use-reschedule.tsx';
import { dayOf, dayText, HOUR, instantOf, startOf, type Wall } from '../../time/wall.ts';
import type { ViewProps } from '../facet.tsx';
import '../../time/time.css';
import './calendar.css';
import { Agenda } from './agenda.tsx';
import { CalendarBody } from './body.tsx';
import { DayList } from './day-list.tsx';
import { CalendarHead } from './head.tsx';
import { arrowed } from './keys.ts';
import { calendar } from './model.ts';
import { periodOf, stepOf } from './period.ts';
import { MORNING } from './place.ts';
import { useCarried } from './use-carried.tsx';
import { useListed } from './use-listed.tsx';
import { type Days, onDay } from './week-row.tsx';

interface CalendarPrefs {
  readonly mode?: CalendarMode;
  /** The list of what has no time is open. */
  readonly aside?: boolean;
}
const NO_PREFS: CalendarPrefs = {};
const DESK_MODES: readonly CalendarMode[] = ['month', 'week', 'day', 'agenda'];
const PHONE_MODES: readonly CalendarMode[] = ['month', 'week', 'agenda'];
/** Records without a time per request. */
const ASIDE_PAGE = 50;

/** Records on the days that they take: to see what is when, and to put it elsewhere. */
export function CalendarView(props: ViewProps<CalendarConfig>) {
  const { info, config, query } = props;
  const { form } = info;
  const t = useTimeT();
  const phone = useIsPhone();
  const { tz } = useFormServices();
  const now = useNow(tz);
  const today = dayOf(now);
  const [prefs, setPrefs] = usePref<CalendarPrefs>(props.prefs, NO_PREFS);
  const [day, setDay] = useState<Wall>(today);
  const [listed, setListed] = useListed();
  const [asked, setAsked] = useState<Entry | Undated>();
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const byKey = useRef(false);

  const fields = useMemo(() => timeFields(info, config), [info, config]);
  const wanted = prefs.mode ?? config.mode ?? 'month';
  const modes = phone ? PHONE_MODES : DESK_MODES;
  const mode = modes.includes(wanted) ? wanted : 'month';
  const period = periodOf(day, mode);
  const colors = useTimeColor(info, props.view, config.color);
  const shownFields = useMemo(
    () => [...new Set([...calendar.fields(config, form), ...colors.fields])],
    [config, form, colors],
  );
  const { sort: _, ...condition } = query;
  const whole = fields && touching(fields, period.from, period.to, tz);
  const range = useRange(
    form.ref,
    {
      ...condition,
      ...(whole === undefined ? {} : { filter: allOf(condition.filter, whole) ?? whole }),
      sort: [{ field: fields?.start.key ?? form.titleField, dir: 'asc' }],
      fields: shownFields,
    },
    fields !== undefined,
  );
  const movable = fields !== undefined && mayMove(fields);
  const without = fields && unscheduled(fields);
  const aside = useRecordPages(
    form.ref,
    {
      ...query,
      ...(without === undefined ? {} : { filter: allOf(condition.filter, without) ?? without }),
      fields: shownFields,
      limit: ASIDE_PAGE,
    },
    { enabled: movable },
  );

  const entryOf = useEntryOf(info, fields, tz, colors.of);
  const loose = (aside.data?.pages ?? []).flatMap((page) =>
    page.records.map((record) => entryOf(record, page.refs)),
  );
  const known = new Map<string, Entry>();
  const found = (range.data?.records ?? []).map((record) => entryOf(record, range.data?.refs ?? {}));
  // What has just been given a time is still among those without one until they are read again.
  for (const entry of [...loose, ...found]) if (isDated(entry)) known.set(entry.id, entry);
  const undated = loose.filter((entry) => !isDated(entry));

  const reschedule = useReschedule(info, fields, tz);
  const { preview, grab, stretch } = useCarried({
    fields,
    scroller,
    onDrop: (entry, span) => void reschedule(entry, span),
  });
  if (preview) known.set(preview.id, preview);
  const entries = [...known.values()];

  useEffect(() => {
    if (!byKey.current) return;
    byKey.current = false;
    root.current?.querySelector<HTMLElement>(`[role="gridcell"][data-day="${dayText(day)}"]`)?.focus();
  }, [day]);

  if (!fields) return <EmptyState icon="calendar" title={t('missingTitle')} description={t('missingText')} />;
  if (range.error && !range.data)
    return <ErrorState error={range.error} onRetry={() => void range.refetch()} />;

  const mayCreate = info.actions.has('create');
  const createAt = (at: Wall) => {
    const { start, end } = fields;
    const clock = start.kind === 'datetime';
    props.create({
      [start.key]: clock ? (instantOf(at, tz) ?? '') : dayText(at),
      ...(clock && end ? { [end.key]: instantOf(at + HOUR, tz) ?? '' } : {}),
    });
  };
  const createOn = (at: Wall) => createAt(at + MORNING);
  const goTo = (next: Wall) => {
    byKey.current = true;
    setListed(undefined);
    setDay(next);
  };
  const step = (by: 1 | -1) => setDay(stepOf(day, mode, by));
  const keyDown = (event: KeyboardEvent, at: Wall) => {
    const next = arrowed(at, event.key);
    if (next !== undefined) goTo(next);
    else if (event.key === 'Enter' || event.key === ' ') {
      setDay(at);
      setListed(at);
    } else return;
    event.preventDefault();
  };
  const closeList = () => {
    if (listed !== undefined) goTo(listed);
  };
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
  const card = config.card ?? [];
  const listOf = (at: Wall, focus: boolean) => (
    <DayList
      info={info}
      day={at}
      entries={onDay(entries, at)}
      facts={card}
      focus={focus}
      onCreate={mayCreate ? () => createOn(at) : undefined}
    />
  );
  const shared: Days = {
    today,
    month: mode === 'month' ? startOf(day, 'month') : undefined,
    active: day,
    onActive: setDay,
    onKeyDown: keyDown,
    listed,
    onList: (at) => (at === undefined ? closeList() : setListed(at)),
    list: (at) => listOf(at, true),
    carried: preview?.id,
    onCreate: mayCreate ? createOn : undefined,
    onGrab: movable ? grab : undefined,
    onStretch: movable && fields.end ? stretch : undefined,
  };
  const busy = range.isPending || range.isPlaceholderData;
  const asideOpen = movable && (prefs.aside ?? false);
  const asideList = <Unscheduled list={aside} entries={undated} carried={preview?.id} onGrab={grab} />;
  const waiting = aside.data?.pages[0]?.total?.value ?? 0;

  return (
    <HandsProvider value={hands}>
      <div ref={root} className="v-calendar">
        <CalendarHead
          mode={mode}
          modes={modes}
          at={day}
          from={period.from}
          to={period.to}
          onMode={(next) => setPrefs({ ...prefs, mode: next })}
          onToday={() => setDay(today)}
          onStep={step}
          note={
            range.data?.next
              ? t('tooMany', { count: MOST_IN_RANGE })
              : !busy && entries.length === 0 && mode !== 'agenda' && !phone
                ? t('noneInRange')
                : movable && !phone && mode !== 'agenda'
                  ? t('keyHint')
                  : null
          }
          extra={
            movable && (waiting > 0 || asideOpen) ? (
              <Button
                type={asideOpen && !phone ? 'default' : 'text'}
                size="small"
                icon={<Icon name="inbox" />}
                aria-pressed={asideOpen}
                aria-label={t('unscheduledCount', { count: waiting })}
                onClick={() => setPrefs({ ...prefs, aside: !asideOpen })}
              >
                {phone ? waiting : t('unscheduledCount', { count: waiting })}
              </Button>
            ) : null
          }
        />
        <div className="v-calendar-main">
          <CalendarBody
            mode={mode}
            day={day}
            period={period}
            clock={fields.start.kind === 'datetime'}
            entries={entries}
            now={now}
            busy={busy}
            shared={shared}
            scroller={scroller}
            agenda={
              <Agenda
                info={info}
                entries={entries}
                facts={card}
                from={period.from}
                to={period.to}
                onCreate={mayCreate ? createOn : undefined}
              />
            }
            listOf={listOf}
            onCreateAt={mayCreate ? createAt : undefined}
          />
          {asideOpen && !phone ? asideList : null}
        </div>
        {phone ? (
          <Sheet
            open={asideOpen}
            onClose={() => setPrefs({ ...prefs, aside: false })}
            title={t('unscheduled')}
          >
            {asideList}
          </Sheet>
        ) : null}
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
