import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

const TABBABLE = 'a[href], button, input, select, textarea, [tabindex]';

const isShown = (one: HTMLElement): boolean => one.getClientRects().length > 0;
const takesFocus = (one: HTMLElement): boolean =>
  one.tabIndex >= 0 && !one.matches(':disabled') && one.closest('[inert]') === null && isShown(one);

/**
 * F6 and Shift-F6 walk between the panes of a designer, also out of inputs: the elements with `data-pane`, in their order.
 * A pane gets the focus back where it was, or where what is chosen stands.
 * @param chosen finds what is chosen in the pane that shows it
 * @returns for the element around all panes
 */
export function usePaneKeys(chosen: string): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  /** Where the focus was last, in all and in each pane. */
  const seats = useRef<{ readonly panes: WeakMap<Element, HTMLElement>; last?: HTMLElement }>({
    panes: new WeakMap(),
  });
  const remember = useEffectEvent(({ target }: FocusEvent) => {
    const pane = target instanceof HTMLElement && target.closest<HTMLElement>('[data-pane]');
    if (!pane || !root.current?.contains(pane)) return;
    seats.current.panes.set(pane, target);
    seats.current.last = pane;
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'F6' || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // What lies over the panes keeps the focus until it is closed.
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
    const panes = [...(root.current?.querySelectorAll<HTMLElement>('[data-pane]') ?? [])].filter(isShown);
    const { last: left } = seats.current;
    const last = left ? panes.indexOf(left) : -1;
    const step = event.shiftKey ? -1 : 1;
    // Where the focus got lost, because what had it is gone, it first comes back.
    const lost = last >= 0 && !panes[last]?.contains(document.activeElement);
    const first = lost ? last : last < 0 && step < 0 ? panes.length - 1 : last + step;
    event.preventDefault();
    // A pane that has nothing to go to is passed by.
    for (let count = 0; count < panes.length; count++) {
      const pane = panes.at((first + step * count) % panes.length);
      const seat = pane && seatOf(pane, chosen, seats.current.panes.get(pane));
      if (!seat) continue;
      seat.focus();
      return;
    }
  });
  useEffect(() => {
    window.addEventListener('focusin', remember);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('focusin', remember);
      window.removeEventListener('keydown', onKey);
    };
  }, []);
  return root;
}

/** What of a pane gets the focus: what is chosen there, what had it last, or the first that takes it. */
function seatOf(pane: HTMLElement, chosen: string, last: HTMLElement | undefined): HTMLElement | undefined {
  const marked = pane.querySelector<HTMLElement>(chosen);
  if (marked && takesFocus(marked)) return marked;
  if (last && pane.contains(last) && takesFocus(last)) return last;
  return [...pane.querySelectorAll<HTMLElement>(TABBABLE)].find(takesFocus);
}
