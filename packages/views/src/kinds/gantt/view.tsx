import { useFormServices } from '@trellis/forms/react';
import type { GanttConfig, TimeZoom } from '@trellis/metadata';
import { EmptyState, ErrorState, SkeletonRows, useIsPhone } from '@trellis/ui/react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { columnOf } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { allOf } from '../../state/list-state.ts';
import { usePref } from '../../state/storage.tsx';
import { type Axis, axisOf } from '../../time/axis.ts';
import { AxisFrame, clearSightOf, sightOf, useAxisScroll } from '../../time/axis-frame.tsx';
import { AxisHead } from '../../time/axis-head.tsx';
import { type Entry, isDated, type Undated, useEntryOf } from '../../time/entries.tsx';
import { mayMove, timeFields } from '../../time/fields.ts';
import { inGroup, useTimeGroups } from '../../time/groups.tsx';
import { type Hands, HandsProvider } from '../../time/hands.tsx';
import { useTimeT } from '../../time/messages.ts';
import { MoveDialog } from '../../time/move-dialog.tsx';
import { scheduled, unscheduled } from '../../time/range.ts';
import { rowCount, rowsBetween, type Section } from '../../time/sections.ts';
import { type Span, shifted } from '../../time/span.ts';
import { useBarDrag } from '../../time/use-bar-drag.tsx';
import { useTimeColor } from '../../time/use-color.tsx';
import { useExtent } from '../../time/use-extent.tsx';
import { useNow } from '../../time/use-now.tsx';
import { useReschedule } from '../../time/use-reschedule.tsx';
import { useSectionPages } from '../../time/use-section-pages.tsx';
import { useViewport } from '../../time/use-viewport.tsx';
import { dayOf } from '../../time/wall.ts';
import type { ViewProps } from '../facet.tsx';
import '../../time/time.css';
import '../../time/axis.css';
import { type Arrow, Arrows, type BarBox } from './arrows.tsx';
import { gantt } from './model.ts';
import { doneOf, GanttRow, ROW } from './row.tsx';
import { closed, followed, type Opened, partsOf } from './tree.ts';
import { parentField, useParts, useRoots } from './use-tree.ts';

interface GanttPrefs {
  readonly zoom?: TimeZoom;
  readonly folded?: readonly string[];
}
const NO_PREFS: GanttPrefs = {};
/** Px of the names. */
const NAMES = 260;
const NAMES_PHONE = 128;
/** Rows that are drawn beyond those in sight. */
const SPARE = 6;
const GROUPED = new Set(['option', 'ref', 'boolean']);

/** Where a time stands on the axis. */
const placeOf = (span: Span | undefined, axis: Axis) =>
  span && { left: axis.x(span.from), width: Math.max(6, axis.x(span.to) - axis.x(span.from)) };

/** A bar a record on a time axis, gathered by the view's first group; what has no time stands at the end. */
export function GanttView(props: ViewProps<GanttConfig>) {
  const { info, config, query, view } = props;
  const { form } = info;
  const t = useTimeT();
  const label = useFieldLabel(form);
  const phone = useIsPhone();
  const { tz } = useFormServices();
  const now = useNow(tz);
  const today = dayOf(now);
  const names = phone ? NAMES_PHONE : NAMES;
  const [prefs, setPrefs] = usePref<GanttPrefs>(props.prefs, NO_PREFS);
  const [asked, setAsked] = useState<Entry | Undated>();
  const [active, setActive] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);

  const fields = useMemo(() => timeFields(info, config), [info, config]);
  const { sort, ...condition } = query;
  const grouped = view.group?.[0]?.field;
  const column = grouped === undefined ? undefined : columnOf(form, grouped);
  const by = column && GROUPED.has(column.kind) && !column.field?.many ? column.key : undefined;
  const extent = useExtent(form.ref, condition, fields, tz, by);
  const parent = parentField(form, config.parent);
  const roots = useRoots(form.ref, parent, condition, by);
  const [opened, setOpened] = useState<readonly Opened[]>([]);
  const groups = useTimeGroups(info, by, roots.on ? roots.data : extent.groups.data);

  const zoom = prefs.zoom ?? config.zoom ?? 'week';
  const pending = extent.pending || roots.pending;
  const axis = useMemo(
    () => (pending ? undefined : axisOf(zoom, today, extent.first, extent.last)),
    [pending, extent.first, extent.last, zoom, today],
  );
  const goTo = useAxisScroll(scroller, axis, names, today);
  const viewport = useViewport(scroller, axis !== undefined && extent.count + extent.loose > 0);

  const folded = new Set(prefs.folded);
  const without = fields && unscheduled(fields);
  // In a tree what has no time yet stands where it belongs.
  const dated = roots.on ? roots.top : fields && scheduled(fields);
  const count = roots.on ? roots.count : extent.count;
  const parts = [
    ...(by === undefined
      ? [{ id: 'all', name: undefined, count, filter: dated, color: undefined }]
      : groups
          .filter(({ count }) => count > 0)
          .map(({ key, name, count, color }) => ({
            id: `g-${key ?? ''}`,
            name,
            count,
            color,
            filter: allOf(dated, inGroup(by, key)),
          }))),
    ...(extent.loose > 0 && !roots.on
      ? [{ id: 'loose', name: t('unscheduled'), count: extent.loose, filter: without, color: undefined }]
      : []),
  ];
  const lists = [
    ...parts,
    ...(roots.on && parent !== undefined ? opened : []).map(({ id, count }) => ({
      id,
      name: undefined,
      count,
      filter: partsOf(parent ?? '', id, undefined),
      color: undefined,
    })),
  ];
  const sections = lists.map(({ id, name, count }, at): Section => {
    const open = roots.on
      ? opened.flatMap(({ within, index }, one) =>
          within === id ? [{ index, section: parts.length + one }] : [],
        )
      : [];
    const base = { id, count, folded: folded.has(id), open, below: at >= parts.length };
    return name === undefined ? base : { ...base, name };
  });
  const total = rowCount(sections);
  const first = Math.max(0, Math.floor(viewport.top / ROW) - SPARE);
  const shown = rowsBetween(sections, first, first + Math.ceil(viewport.height / ROW) + 2 * SPARE);
  const colors = useTimeColor(info, props.view, config.color);
  const shownFields = useMemo(
    () => [...new Set([...gantt.fields(config, form), ...colors.fields])],
    [config, form, colors],
  );
  const pages = useSectionPages(
    form.ref,
    shown.map(({ is }) => is),
    (section) => {
      const filter = allOf(condition.filter, lists[section]?.filter);
      return {
        ...condition,
        ...(filter === undefined ? {} : { filter }),
        sort: sort ?? [{ field: fields?.start.key ?? form.titleField, dir: 'asc' }],
        fields: shownFields,
      };
    },
  );
  const below = useParts(form.ref, roots.on ? parent : undefined, condition, fields, tz, pages.ids);
  useEffect(() => {
    const at = new Map(lists.map(({ id }, index) => [id, index]));
    setOpened((before) =>
      followed(
        before,
        ({ id, within, index }) => pages.find(at.get(within) ?? -1, id, index),
        (id) => below.get(id)?.count,
      ),
    );
  });
  const entryOf = useEntryOf(info, fields, tz, colors.of);
  const reschedule = useReschedule(info, fields, tz);
  const { carried, grab } = useBarDrag({
    axis,
    fields,
    names,
    scroller,
    onDrop: (entry, span) => void reschedule(entry, span),
  });

  if (!fields?.end)
    return <EmptyState icon="gantt" title={t('missingTitle')} description={t('missingText')} />;
  if (extent.error) return <ErrorState error={extent.error} onRetry={() => void extent.groups.refetch()} />;
  if (!axis) return <SkeletonRows rows={12} />;
  if (total === 0) return props.empty;

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
  const rows = shown.map(({ row, is }) => {
    const found = is.kind === 'record' ? pages.at(is.section, is.index) : undefined;
    const entry = found && entryOf(found.record, found.refs);
    const placed = carried && carried.entry.id === entry?.id ? carried.entry : entry;
    const parts = entry && below.get(entry.id);
    return { row, is, entry: placed, parts: parts && parts.count > 0 ? parts : undefined };
  });
  const unfold = (row: number, wanted?: boolean): boolean => {
    const on = rows.find((one) => one.row === row);
    if (!on?.entry || !on.parts || on.is.kind === 'head') return false;
    const { id } = on.entry;
    const isOpen = opened.some((one) => one.id === id);
    if (wanted === isOpen) return false;
    const within = lists[on.is.section]?.id ?? '';
    const { index } = on.is;
    const { count } = on.parts;
    setOpened(isOpen ? closed(opened, id) : [...opened, { id, within, index, count }]);
    return true;
  };
  const boxes = new Map<string, BarBox>();
  for (const { row, entry } of rows) {
    if (!entry || !isDated(entry)) continue;
    const left = axis.x(entry.span.from);
    const right = left + Math.max(6, axis.x(entry.span.to) - left);
    boxes.set(entry.id, { left, right, middle: row * ROW + ROW / 2 });
  }
  const arrows = rows.flatMap(({ entry }): Arrow[] => {
    const to = entry && boxes.get(entry.id);
    const value = config.depends === undefined ? null : entry?.record.values[config.depends];
    const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string');
    return ids.flatMap((id) => {
      const from = boxes.get(id);
      return to && from ? [{ id: `${id}-${entry.id}`, from, to }] : [];
    });
  });
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if ((event.key === 'ArrowRight' || event.key === 'ArrowLeft') && !event.shiftKey) {
      if (unfold(active, event.key === 'ArrowRight')) event.preventDefault();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.shiftKey) return;
    const next = Math.min(total - 1, Math.max(0, active + step));
    event.preventDefault();
    setActive(next);
    const element = scroller.current;
    if (!element) return;
    const head = 56;
    if (next * ROW < element.scrollTop) element.scrollTop = next * ROW;
    else if ((next + 1) * ROW + head > element.scrollTop + element.clientHeight)
      element.scrollTop = (next + 1) * ROW + head - element.clientHeight;
    requestAnimationFrame(() =>
      element.querySelector<HTMLElement>(`[data-index="${next}"] .v-axis-name :is(a, button)`)?.focus(),
    );
  };
  const fold = (id: string) => {
    if (!folded.delete(id)) folded.add(id);
    setPrefs({ ...prefs, folded: [...folded] });
  };
  const sight = sightOf(axis, viewport, names);
  const clear = clearSightOf(axis, viewport, names);

  return (
    <HandsProvider value={hands}>
      <div className="v-gantt">
        <AxisHead
          note={movable && !phone ? t('keyHint') : null}
          zoom={zoom}
          onZoom={(next) => setPrefs({ ...prefs, zoom: next })}
          onToday={() => goTo(today)}
          onStep={(step) =>
            scroller.current?.scrollBy({ left: step * (viewport.width - names) * 0.8, behavior: 'smooth' })
          }
        />
        <AxisFrame
          label={t('timeAxis')}
          axis={axis}
          sight={sight}
          today={today}
          now={now}
          names={names}
          corner={label(form.titleField)}
          height={total * ROW}
          rows={total}
          busy={pages.busy}
          scroller={scroller}
          onKeyDown={keyDown}
        >
          <Arrows arrows={arrows} left={names} width={axis.width} height={total * ROW} row={ROW} />
          {rows.map(({ row, is, entry, parts: below }) => (
            <GanttRow
              key={is.kind === 'head' ? `h-${is.section}` : `${lists[is.section]?.id}-${is.index}`}
              row={row}
              section={sections[is.section] as Section}
              color={lists[is.section]?.color}
              head={is.kind === 'head'}
              entry={entry}
              branch={
                roots.on && is.kind === 'record'
                  ? {
                      depth: is.depth,
                      below: below && placeOf(below.span, axis),
                      count: below?.count ?? 0,
                      open: opened.some(({ id }) => id === entry?.id),
                      onToggle: () => void unfold(row),
                    }
                  : undefined
              }
              box={entry && boxes.get(entry.id)}
              sight={clear}
              active={row === active}
              movable={movable}
              carried={carried?.entry.id === entry?.id}
              done={entry && doneOf(entry.record, config.progress, form)}
              onActive={setActive}
              onFold={fold}
              onGrab={grab}
              onGoTo={goTo}
            />
          ))}
        </AxisFrame>
        {pages.error ? <ErrorState error={pages.error} onRetry={pages.retry} /> : null}
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
