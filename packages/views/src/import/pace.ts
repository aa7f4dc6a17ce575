import { useRef } from 'react';

/** Before a pace is told it must have shown itself. */
const LEAST_MS = 1_500;

/** How fast something goes on that is looked at now and then, and how long it still takes; nothing at first. */
export function usePace(
  done: number,
  total: number,
): { readonly perSecond: number; readonly secondsLeft: number } | undefined {
  const start = useRef<{ at: number; done: number } | undefined>(undefined);
  start.current ??= { at: Date.now(), done };
  return paceOf(start.current, { at: Date.now(), done }, total);
}

/** The pace between two looks. */
export function paceOf(
  first: { readonly at: number; readonly done: number },
  last: { readonly at: number; readonly done: number },
  total: number,
): { readonly perSecond: number; readonly secondsLeft: number } | undefined {
  const ms = last.at - first.at;
  const passed = last.done - first.done;
  if (ms < LEAST_MS || passed <= 0 || total <= last.done) return undefined;
  const perSecond = (passed * 1_000) / ms;
  return {
    perSecond: Math.max(1, Math.round(perSecond)),
    secondsLeft: Math.ceil((total - last.done) / perSecond),
  };
}
