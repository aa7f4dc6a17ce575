import { clampWidth } from '../../state/columns.ts';
import type { Position } from './position.ts';

/** Scrolls sideways until a cell is not hidden behind those that stay. */
export function revealColumn(scroller: HTMLElement | null, cell: HTMLElement | null): void {
  if (!scroller || !cell || cell.dataset.frozen) return;
  const stays = [...(cell.parentElement?.querySelectorAll<HTMLElement>('[data-frozen]') ?? [])].at(-1);
  const left = (stays ?? scroller).getBoundingClientRect()[stays ? 'right' : 'left'];
  const room = scroller.getBoundingClientRect();
  const at = cell.getBoundingClientRect();
  if (at.left < left) scroller.scrollLeft -= left - at.left;
  else if (at.right > room.left + scroller.clientWidth)
    scroller.scrollLeft += Math.min(at.right - room.left - scroller.clientWidth, at.left - left);
}

/** Where a cell stands within the frame, in px. */
export function placeIn(frame: HTMLElement | null, cell: HTMLElement | null) {
  if (!frame || !cell) return undefined;
  const [outer, inner] = [frame.getBoundingClientRect(), cell.getBoundingClientRect()];
  return { left: inner.left - outer.left, top: inner.top - outer.top };
}

/** The width that shows what the drawn cells of a column hold. */
export function contentWidth(scroller: HTMLElement | null, col: number): number {
  const cells = scroller?.querySelectorAll<HTMLElement>(`.v-grid-row > [aria-colindex="${col + 2}"]`) ?? [];
  const widths = [...cells].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const shown = range.getBoundingClientRect().width;
    const hidden = [...cell.querySelectorAll<HTMLElement>('*')].map(
      (one) => one.scrollWidth - one.clientWidth,
    );
    return shown + Math.max(0, ...hidden) + 20;
  });
  return clampWidth(Math.max(...widths, 0));
}

/** Which cell of the grid an element is, by its id. */
export function placeOfCell({ id }: Element): Position | undefined {
  const [, row, col] = /-(\d+)-(\d+)$/.exec(id) ?? [];
  return row === undefined ? undefined : { row: Number(row), col: Number(col) };
}
