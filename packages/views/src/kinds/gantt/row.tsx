// biome-ignore-all lint/a11y/useSemanticElements: rows of a table can't be laid out by time
// biome-ignore-all lint/a11y/useFocusableInteractive: the names take the focus
import type { CompiledForm } from '@trellis/forms/model';
import type { OptionColor } from '@trellis/metadata';
import { Icon, OptionDot, type RecordData, SkeletonBar } from '@trellis/ui/react';
import { Button } from 'antd';
import type { CSSProperties, PointerEvent } from 'react';
import type { Sight } from '../../time/axis-frame.tsx';
import { type Grip, TimeBar } from '../../time/bar.tsx';
import { type Entry, isDated, type Undated } from '../../time/entries.tsx';
import { useEntryLink } from '../../time/hands.tsx';
import { useTimeT } from '../../time/messages.ts';
import type { Section } from '../../time/sections.ts';
import type { Wall } from '../../time/wall.ts';
import type { BarBox } from './arrows.tsx';
import './gantt.css';

/** Px of a row and of its bar. */
export const ROW = 36;
const BAR = 24;

const GRIPS: readonly Grip[] = ['move', 'start', 'end'];

/** A record in a tree. */
export interface Branch {
  readonly depth: number;
  /** How many records are part of it, and where they go from the first to the last. */
  readonly count: number;
  readonly below: { readonly left: number; readonly width: number } | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** Steps inwards that there is room for. */
const DEEPEST = 6;

/** The head of a group, or a record with its bar. */
export function GanttRow(props: {
  readonly row: number;
  readonly section: Section;
  readonly color: OptionColor | undefined;
  readonly head: boolean;
  /** Absent while it is under way. */
  readonly entry: Entry | Undated | undefined;
  readonly box: BarBox | undefined;
  /** Absent where rows are no tree. */
  readonly branch: Branch | undefined;
  readonly sight: Sight;
  /** The keyboard is on it. */
  readonly active: boolean;
  readonly movable: boolean;
  readonly carried: boolean;
  readonly done: number | undefined;
  readonly onActive: (row: number) => void;
  readonly onFold: (section: string) => void;
  readonly onGrab: (event: PointerEvent, entry: Entry | Undated, grip: Grip | 'draw') => void;
  readonly onGoTo: (at: Wall) => void;
}) {
  const { row, section, entry, active, box } = props;
  const t = useTimeT();
  const drawable = props.movable && entry !== undefined && !isDated(entry);
  return (
    <div
      className="v-axis-row"
      role="row"
      aria-rowindex={row + 2}
      data-index={row}
      data-head={props.head || undefined}
      style={{ top: row * ROW, height: ROW }}
      onFocus={() => props.onActive(row)}
    >
      <div className="v-axis-name" role="rowheader">
        {props.head ? (
          <button
            type="button"
            className="v-axis-fold"
            tabIndex={active ? 0 : -1}
            aria-expanded={!section.folded}
            title={t(section.folded ? 'unfold' : 'fold', { name: section.name ?? '' })}
            onClick={() => props.onFold(section.id)}
          >
            <Icon name={section.folded ? 'right' : 'down'} />
            {props.color ? <OptionDot color={props.color} /> : null}
            <span className="t-ellipsis">{section.name}</span>
            <span className="v-axis-count t-num">{section.count}</span>
          </button>
        ) : entry ? (
          <>
            {props.branch ? <Twig branch={props.branch} title={entry.title} /> : null}
            <NameLink entry={entry} tab={active} />
          </>
        ) : (
          <SkeletonBar width="60%" height={12} />
        )}
      </div>
      <div
        className="v-axis-track"
        role="gridcell"
        data-draw={drawable || undefined}
        title={drawable ? t('drawHere') : undefined}
        onPointerDown={drawable ? (event) => props.onGrab(event, entry, 'draw') : undefined}
      >
        {props.branch?.below ? (
          <span
            className="v-gantt-below"
            aria-hidden
            title={t('partsSpan', { count: props.branch.count })}
            style={props.branch.below}
          />
        ) : null}
        {entry && isDated(entry) && box ? (
          <>
            <TimeBar
              entry={entry}
              left={box.left}
              width={box.right - box.left}
              top={(ROW - BAR) / 2}
              carried={props.carried}
              done={props.done}
              tab={active}
              grips={props.movable ? GRIPS : []}
              onGrab={props.onGrab}
            />
            <FarAway entry={entry} sight={props.sight} onGoTo={props.onGoTo} />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** How far a record is in, and what opens it. */
function Twig({ branch, title }: { readonly branch: Branch; readonly title: string }) {
  const t = useTimeT();
  const { open, count } = branch;
  const label = t(open ? 'fold' : 'unfold', { name: title });
  return (
    <span className="v-gantt-twig" style={{ '--v-depth': Math.min(branch.depth, DEEPEST) } as CSSProperties}>
      {count > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={label}
          title={`${label} (${count})`}
          onClick={branch.onToggle}
        >
          <Icon name={open ? 'down' : 'right'} />
        </button>
      ) : null}
    </span>
  );
}

function NameLink({ entry, tab }: { entry: Entry | Undated; tab: boolean }) {
  const link = useEntryLink(entry);
  return (
    <a className="t-ellipsis" {...link} tabIndex={tab ? 0 : -1} title={entry.title}>
      {entry.title}
    </a>
  );
}

/** Leads to a bar that is out of sight. */
function FarAway(props: { entry: Entry; sight: Sight; onGoTo: (at: Wall) => void }) {
  const t = useTimeT();
  const { span, title } = props.entry;
  const before = span.to <= props.sight.from;
  if (!before && span.from < props.sight.to) return null;
  return (
    <span className="v-axis-far" data-after={!before || undefined}>
      <Button
        type="text"
        size="small"
        tabIndex={-1}
        icon={<Icon name={before ? 'arrow-left' : 'arrow-right'} />}
        aria-label={t('goTo', { title })}
        onClick={() => props.onGoTo(span.from)}
      />
    </span>
  );
}

/** The share of a record that is done, from 0 to 1; numbers that are no percentages count to 100. */
export function doneOf(
  record: RecordData,
  progress: string | undefined,
  form: CompiledForm,
): number | undefined {
  const field = progress === undefined ? undefined : form.fields.get(progress);
  const value = field ? record.values[field.key] : null;
  if (!field || value === null || value === undefined || value === '') return undefined;
  const share = field.type.unit?.(field.config)?.kind === 'percent' ? 1 : 100;
  return Math.min(1, Math.max(0, Number(value) / share));
}
