import type { Page } from 'playwright-core';

declare global {
  interface Window {
    shifts?: string[];
  }
  interface PerformanceEntry {
    readonly sources?: readonly { readonly node: Node | null }[];
  }
}

/** Watches from now on what moves by itself; the answer names it, a frame after the last thing was drawn. */
export async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  const drawn = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    });
  await drawn();
  await page.evaluate(() => {
    const begun = performance.now();
    const shifts: string[] = [];
    window.shifts = shifts;
    new PerformanceObserver((list) => {
      for (const { startTime, sources } of list.getEntries())
        if (startTime > begun)
          shifts.push(...(sources ?? []).map(({ node }) => (node as Element | null)?.className ?? ''));
    }).observe({ type: 'layout-shift' });
  });
  return async () => {
    await drawn();
    return page.evaluate(() => window.shifts ?? []);
  };
}
