import { type PointerEvent, type RefObject, useState } from 'react';
import type { Axis } from './axis.ts';
import type { Grip } from './bar.tsx';
import { type Entry, isDated, type Undated } from './entries.tsx';
import { type Span, shifted, stretched, type TimeFields } from './span.ts';
import { type Drag, useDrag } from './use-drag.tsx';
import { DAY, dayOf, HOUR } from './wall.ts';

interface Held {
  readonly entry: Entry | Undated;
  readonly grip: Grip | 'draw';
  /** Px on the axis where it was taken. */
  readonly x: number;
}

/** A bar where it would be, and the row that it would be in. */
export interface Carried {
  readonly entry: Entry;
  readonly row: string | undefined;
}

/** Hours of a day on which something new with a time begins and ends. */
const MORNING = 9 * HOUR;
const EVENING = 18 * HOUR;

/** Carrying bars along a time axis by whole days, drawing their ends, and drawing what has no time yet. */
export function useBarDrag(of: {
  readonly axis: Axis | undefined;
  readonly fields: TimeFields | undefined;
  readonly names: number;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Bars may be put into other rows; rows carry `data-row`. */
  readonly rows?: boolean;
  readonly onDrop: (entry: Entry | Undated, span: Span, row: string | undefined) => void;
}) {
  const [carried, setCarried] = useState<Carried>();
  const xAt = (clientX: number): number => {
    const element = of.scroller.current;
    return element ? clientX - element.getBoundingClientRect().left - of.names + element.scrollLeft : 0;
  };
  const spanAt = ({ what, at }: Drag<Held>): Span | undefined => {
    const { axis, fields } = of;
    if (!axis || !fields) return undefined;
    const x = xAt(at.x);
    if (!isDated(what.entry)) {
      const [low, high] = [Math.min(what.x, x), Math.max(what.x, x)].map((one) => dayOf(axis.at(one)));
      return drawn(low ?? 0, high ?? 0, fields);
    }
    const by = Math.round((x - what.x) / axis.perDay) * DAY;
    const { span } = what.entry;
    if (what.grip === 'start' || what.grip === 'end') return stretched(span, what.grip, by);
    return shifted(span, by);
  };
  const rowAt = ({ what, at }: Drag<Held>): string | undefined => {
    if (!of.rows || what.grip !== 'move') return undefined;
    const row = document
      .elementsFromPoint(at.x, at.y)
      .find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset.row !== undefined);
    return row?.dataset.row;
  };
  const pick = useDrag<Held>({
    scroller: of.scroller,
    move(drag) {
      const span = spanAt(drag);
      setCarried(span && { entry: { ...drag.what.entry, span, ends: true }, row: rowAt(drag) });
    },
    drop(drag) {
      setCarried(undefined);
      const span = spanAt(drag);
      if (span) of.onDrop(drag.what.entry, span, rowAt(drag));
    },
    cancel: () => setCarried(undefined),
  });
  return {
    carried,
    grab: (event: PointerEvent, entry: Entry | Undated, grip: Held['grip']) =>
      pick(event, { entry, grip, x: xAt(event.clientX) }),
  };
}

/** The time of something that was drawn from one day to another, both included. */
function drawn(first: number, last: number, { start, end }: TimeFields): Span {
  if (start.kind === 'date') return { from: first, to: (end ? last : first) + DAY, allDay: true };
  const from = first + MORNING;
  return { from, to: end ? last + EVENING : from, allDay: false };
}
