// biome-ignore-all lint/a11y/useSemanticElements: rows of a table can't be laid out by time
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows in it take the focus
import type { TimeZoom } from '@trellis/metadata';
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { type Axis, headOf, type Tick, weekendsOf } from './axis.ts';
import { useTimeT } from './messages.ts';
import { useTimeText } from './text.ts';
import { GRAIN, type Viewport } from './use-viewport.tsx';
import { dayText, type Wall } from './wall.ts';

/** Where on the axis things stand while it is looked at; what else is drawn reaches a little farther. */
export interface Sight {
  readonly from: Wall;
  readonly to: Wall;
}

/** The time that is in sight beside the names. */
export const sightOf = (axis: Axis, viewport: Viewport, names: number): Sight => ({
  from: axis.at(viewport.left),
  to: axis.at(viewport.left + Math.max(0, viewport.width - names)),
});

/** The time that is in sight for certain: what lies beyond it can't be seen, or hardly. */
export const clearSightOf = (axis: Axis, viewport: Viewport, names: number): Sight => ({
  from: axis.at(viewport.left + GRAIN),
  to: axis.at(viewport.left + Math.max(GRAIN, viewport.width - GRAIN - names)),
});

/** A head of time above rows; names stay at the left, the head at the top, and both scroll together with the rows. */
export function AxisFrame(props: {
  readonly label: string;
  readonly axis: Axis;
  readonly sight: Sight;
  readonly today: Wall;
  readonly now: Wall;
  /** Px of the names. */
  readonly names: number;
  readonly corner: ReactNode;
  readonly height: number;
  readonly rows: number;
  readonly busy: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onKeyDown?: (event: React.KeyboardEvent<HTMLDivElement>) => void;
  readonly children: ReactNode;
}) {
  const { axis, sight, names } = props;
  const t = useTimeT();
  const head = headOf(axis, sight.from, sight.to);
  const label = useTickLabel(axis.zoom);
  const at = (tick: Tick) => ({ left: axis.x(tick.at), width: axis.x(tick.to) - axis.x(tick.at) });
  return (
    <div
      ref={props.scroller}
      className="v-axis"
      role="grid"
      tabIndex={-1}
      aria-label={props.label}
      aria-rowcount={props.rows + 1}
      aria-busy={props.busy}
      style={{ '--v-names': `${names}px` } as React.CSSProperties}
      onKeyDown={props.onKeyDown}
    >
      <div className="v-axis-inner" role="presentation" style={{ width: names + axis.width }}>
        <div className="v-axis-head" role="row">
          <div className="v-axis-corner" role="columnheader">
            {props.corner}
          </div>
          <div className="v-axis-ticks" role="columnheader" aria-label={t('timeAxis')}>
            {head.coarse.map((tick) => (
              <span key={`c${tick.at}`} className="v-axis-coarse" style={at(tick)}>
                <b>{label.coarse(tick.at)}</b>
              </span>
            ))}
            {head.fine.map((tick) => (
              <span
                key={`f${tick.at}`}
                className="v-axis-fine t-num"
                data-now={(props.today >= tick.at && props.today < tick.to) || undefined}
                style={at(tick)}
              >
                {label.fine(tick.at)}
              </span>
            ))}
          </div>
        </div>
        <div className="v-axis-body" role="rowgroup" style={{ height: props.height }}>
          <div className="v-axis-ground" aria-hidden style={{ left: names, width: axis.width }}>
            {weekendsOf(axis, sight.from, sight.to).map((tick) => (
              <i key={tick.at} className="v-axis-off" style={at(tick)} />
            ))}
            {head.fine.map((tick) => (
              <i key={tick.at} className="v-axis-line" style={{ left: axis.x(tick.at) }} />
            ))}
            <i className="v-axis-now" style={{ left: axis.x(props.now) }} />
          </div>
          {props.children}
        </div>
      </div>
    </div>
  );
}

function useTickLabel(zoom: TimeZoom) {
  const text = useTimeText();
  const quarter = (at: Wall) => `Q${Math.floor(new Date(at).getUTCMonth() / 3) + 1}`;
  const date = (at: Wall) => String(Number(dayText(at).slice(8)));
  const fine = { day: date, week: text.day, month: text.shortMonth, quarter };
  const coarse = { day: text.month, week: text.month, month: text.year, quarter: text.year };
  return { fine: fine[zoom], coarse: coarse[zoom] };
}

/**
 * Keeps the time in sight where it is: today at first, the middle when the scale changes, and everything when the axis
 * grows to the left. Answers how to go to a time.
 */
export function useAxisScroll(
  scroller: RefObject<HTMLDivElement | null>,
  axis: Axis | undefined,
  names: number,
  today: Wall,
): (at: Wall) => void {
  const before = useRef<Axis>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !axis) return;
    const old = before.current;
    before.current = axis;
    const half = (element.clientWidth - names) / 2;
    if (!old) element.scrollLeft = axis.x(today) - half / 2;
    else if (old.zoom !== axis.zoom) element.scrollLeft = axis.x(old.at(element.scrollLeft + half)) - half;
    else if (old.from !== axis.from) element.scrollLeft += axis.x(old.from);
  }, [axis, names, scroller, today]);
  const current = useRef(axis);
  useEffect(() => {
    current.current = axis;
  }, [axis]);
  return (at) => {
    const element = scroller.current;
    if (!element || !current.current) return;
    element.scrollTo({ left: current.current.x(at) - (element.clientWidth - names) / 4 });
  };
}
