import type { Axis } from '../../time/axis.ts';
import type { Entry } from '../../time/entries.tsx';
import { lanesOf } from '../../time/lanes.ts';

/** Px of a bar with the room below it, and of what stands above and below the bars of a row. */
const LANE = 30;
const ROOM = 14;
/** Px that a bar takes at least, so that it can be seen and taken. */
const LEAST = 8;

/** A bar in a row. */
interface PlacedBar {
  readonly entry: Entry;
  readonly left: number;
  readonly width: number;
  readonly top: number;
}

/** A row with its bars stacked so that none covers another. */
export interface TimelineRow {
  readonly id: string;
  readonly top: number;
  readonly height: number;
  readonly bars: readonly PlacedBar[];
}

/** Stacks the bars of each row, and the rows below each other. */
export function layRows(
  ids: readonly string[],
  entries: ReadonlyMap<string, readonly Entry[]>,
  axis: Axis,
): TimelineRow[] {
  let top = 0;
  return ids.map((id) => {
    const boxes = (entries.get(id) ?? []).map((entry) => {
      const from = axis.x(entry.span.from);
      return { entry, from, to: Math.max(axis.x(entry.span.to), from + LEAST) };
    });
    const places = lanesOf(boxes);
    const lanes = Math.max(1, ...places.map(({ lane }) => lane + 1));
    const row: TimelineRow = {
      id,
      top,
      height: lanes * LANE + ROOM,
      bars: boxes.map(({ entry, from, to }, index) => ({
        entry,
        left: from,
        width: to - from,
        top: ROOM / 2 + 3 + (places[index]?.lane ?? 0) * LANE,
      })),
    };
    top += row.height;
    return row;
  });
}
