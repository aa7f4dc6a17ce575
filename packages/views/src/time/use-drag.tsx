import {
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
} from 'react';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something that is carried: what, from where, and where the pointer is. */
export interface Drag<T> {
  readonly what: T;
  readonly start: Point;
  readonly at: Point;
}

/** A mouse that moves so far means it; a finger means it when it has rested, so that a swipe stays a scroll. */
const THRESHOLD = 4;
const REST_MS = 250;
const REST_MOVES = 8;
/** Near an edge the view scrolls along. */
const EDGE = 36;
const STEP = 12;

/**
 * Carrying things with mouse, pen or finger. Escape gives up. A click that ends a drag is no click.
 * Answers what to call when a pointer goes down on something.
 */
export function useDrag<T>(on: {
  readonly move: (drag: Drag<T>) => void;
  readonly drop: (drag: Drag<T>) => void;
  readonly cancel: () => void;
  readonly scroller?: RefObject<HTMLElement | null>;
}): (event: ReactPointerEvent, what: T) => void {
  const stop = useRef<() => void>(undefined);
  const move = useEffectEvent(on.move);
  const drop = useEffectEvent(on.drop);
  const cancel = useEffectEvent(on.cancel);
  useEffect(() => () => stop.current?.(), []);
  const { scroller } = on;

  return (event, what) => {
    if (event.button !== 0) return;
    stop.current?.();
    const { pointerId, pointerType } = event;
    const finger = pointerType === 'touch';
    const start = { x: event.clientX, y: event.clientY };
    let at: Point = start;
    let active = false;
    let frame = 0;

    const begin = () => {
      active = true;
      document.documentElement.classList.add('v-carrying');
      frame = requestAnimationFrame(follow);
      move({ what, start, at });
    };
    const rest = finger ? setTimeout(begin, REST_MS) : undefined;
    const follow = () => {
      const box = scroller?.current?.getBoundingClientRect();
      if (box && scroller?.current) {
        const dx = pull(at.x, box.left, box.right);
        const dy = pull(at.y, box.top, box.bottom);
        if (dx || dy) {
          scroller.current.scrollBy(dx, dy);
          move({ what, start, at });
        }
      }
      frame = requestAnimationFrame(follow);
    };
    const end = () => {
      stop.current = undefined;
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      document.documentElement.classList.remove('v-carrying');
      window.removeEventListener('pointermove', moved);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', given);
      window.removeEventListener('keydown', key, true);
      window.removeEventListener('touchmove', hold);
    };
    const moved = (next: PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      at = { x: next.clientX, y: next.clientY };
      const far = Math.hypot(at.x - start.x, at.y - start.y);
      if (active) move({ what, start, at });
      else if (finger && far > REST_MOVES) end();
      else if (!finger && far > THRESHOLD) begin();
    };
    const up = (next: PointerEvent) => {
      if (next.pointerId !== pointerId) return;
      end();
      if (!active) return;
      const swallow = (click: Event) => {
        click.preventDefault();
        click.stopPropagation();
      };
      window.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener('click', swallow, true));
      drop({ what, start, at });
    };
    const given = () => {
      end();
      if (active) cancel();
    };
    const key = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape' || !active) return;
      pressed.stopPropagation();
      given();
    };
    /** What is carried by a finger must not scroll the page as well. */
    const hold = (touch: Event) => {
      if (active) touch.preventDefault();
    };
    window.addEventListener('pointermove', moved);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', given);
    window.addEventListener('keydown', key, true);
    window.addEventListener('touchmove', hold, { passive: false });
    stop.current = given;
  };
}

const pull = (at: number, low: number, high: number): number =>
  at < low + EDGE && at > low - EDGE ? -STEP : at > high - EDGE && at < high + EDGE ? STEP : 0;
