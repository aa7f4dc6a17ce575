import type { Progress, Step } from '../convert/progress.ts';

/** Share of the work that each step is, measured on a wide file. */
export const PREVIEW_STEPS = { names: 0.2, read: 0.3, check: 0.5, write: 0 } as const;
export const COMMIT_STEPS = { names: 0.1, read: 0.2, check: 0.3, write: 0.4 } as const;
const ORDER: readonly Step[] = ['names', 'read', 'check', 'write'];

/** Between two reports; a bar that moves three times a second looks smooth. */
const EVERY_MS = 300;

/** Turns the rows of several steps into one number of rows done, told now and then. */
export function paceOf(
  total: number,
  shares: Readonly<Record<Step, number>>,
  report: (done: number) => Promise<void>,
): Progress {
  let last = 0;
  return async (step, rows) => {
    const now = Date.now();
    if (now - last < EVERY_MS) return;
    last = now;
    const before = ORDER.slice(0, ORDER.indexOf(step)).reduce((sum, one) => sum + shares[one], 0);
    const part = total === 0 ? 0 : Math.min(1, rows / total);
    await report(Math.floor(total * (before + shares[step] * part)));
  };
}
