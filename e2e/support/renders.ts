import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Keys of the fields in which React has drawn anything anew, once for each time. */
    drawnFields?: string[];
  }
}

/**
 * Notes from now on which fields of forms React draws again: it tells every commit to developer tools, in the product
 * as it is built too. To be called before the page is opened.
 */
export async function watchDrawing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Fiber {
      readonly tag: number;
      readonly flags: number;
      readonly stateNode: unknown;
      readonly child: Fiber | null;
      readonly sibling: Fiber | null;
      readonly alternate: Fiber | null;
    }
    const HOST = 5;
    const PERFORMED_WORK = 1;
    // Function components, plain, wrapped in memo or with a ref.
    const COMPONENTS = new Set([0, 11, 14, 15]);
    const drawn: string[] = [];
    window.drawnFields = drawn;
    const walk = (fiber: Fiber, field: string | undefined, found: Set<string>): void => {
      const key = fiber.tag === HOST ? (fiber.stateNode as HTMLElement).dataset?.field : undefined;
      const inside = key ?? field;
      if (inside !== undefined && COMPONENTS.has(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0)
        found.add(inside);
      // Children that React did not come to are those of the last time.
      if (fiber.alternate && fiber.alternate.child === fiber.child) return;
      for (let child = fiber.child; child; child = child.sibling) walk(child, inside, found);
    };
    Object.assign(window, {
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        isDisabled: false,
        supportsFiber: true,
        renderers: new Map(),
        inject: () => 1,
        checkDCE: () => {},
        onCommitFiberUnmount: () => {},
        onCommitFiberRoot: (_: number, root: { readonly current: Fiber }) => {
          const found = new Set<string>();
          walk(root.current, undefined, found);
          drawn.push(...found);
        },
      },
    });
  });
}

/** The fields drawn anew since they were last forgotten. */
export const drawnFields = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...new Set(window.drawnFields)].sort());

/** Forgets what was drawn, once all of it was. */
export async function forgetDrawn(page: Page): Promise<void> {
  let last = -1;
  for (;;) {
    const count = await page.evaluate(async () => {
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
      return window.drawnFields?.length ?? 0;
    });
    if (count === last) break;
    last = count;
  }
  await page.evaluate(() => window.drawnFields?.splice(0));
}
