import { DAY, plus, startOf, type Wall } from '../../time/wall.ts';

/** The day that a key leads to. */
export function arrowed(at: Wall, key: string): Wall | undefined {
  switch (key) {
    case 'ArrowLeft':
      return at - DAY;
    case 'ArrowRight':
      return at + DAY;
    case 'ArrowUp':
      return at - 7 * DAY;
    case 'ArrowDown':
      return at + 7 * DAY;
    case 'Home':
      return startOf(at, 'week');
    case 'End':
      return startOf(at, 'week') + 6 * DAY;
    case 'PageUp':
      return plus(at, -1, 'month');
    case 'PageDown':
      return plus(at, 1, 'month');
    default:
      return undefined;
  }
}
