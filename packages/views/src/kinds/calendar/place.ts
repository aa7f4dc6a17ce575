import { DAY, HOUR, MINUTE, type Wall, wallOfDay } from '../../time/wall.ts';

/** Where on the calendar a point is. */
export interface Place {
  readonly day: Wall;
  /** The time of day, where hours are shown. */
  readonly at?: Wall;
}

/** Times are carried in steps of so much. */
const STEP = 15 * MINUTE;

/** The day under a point of the screen, and its time where hours are shown. */
export function placeAt({ x, y }: { readonly x: number; readonly y: number }): Place | undefined {
  const cell = document
    .elementsFromPoint(x, y)
    .find((one): one is HTMLElement => one instanceof HTMLElement && one.dataset.day !== undefined);
  if (!cell?.dataset.day) return undefined;
  const day = wallOfDay(cell.dataset.day);
  if (cell.dataset.hours === undefined) return { day };
  const box = cell.getBoundingClientRect();
  return { day, at: day + Math.floor((((y - box.top) / box.height) * DAY) / STEP) * STEP };
}

/** From one place to another: by the clock where both have one, else by whole days. */
export const between = (from: Place, to: Place): number =>
  from.at !== undefined && to.at !== undefined ? to.at - from.at : to.day - from.day;

/** When something on a day without a time begins. */
export const MORNING = 9 * HOUR;
