import type { Locator, Page } from 'playwright-core';
import { drag } from './story.ts';

/** How somebody works a page: with a mouse, or by keys alone. Each counts what it took, without the typing of texts. */
export interface Hands {
  readonly kind: 'mouse' | 'keyboard';
  /** Clicks and drags, or keys. */
  effort(): number;
  press(what: Locator): Promise<void>;
  /** Writes over what stands in an input. */
  write(into: Locator, text: string): Promise<void>;
  /** Chooses an option of a select by its label. */
  choose(field: Locator, option: string): Promise<void>;
  /** Adds something of the palette of the form designer. */
  add(type: string): Promise<void>;
  /** Takes a field of the canvas to another that stands further up: before it, or beside it. */
  moveUp(field: Locator, to: Locator): Promise<void>;
}

const option = (page: Page, label: string): Locator =>
  page
    .locator('.ant-select-item-option:visible')
    .filter({ has: page.getByText(label, { exact: true }) })
    .first();

export function mouse(page: Page): Hands {
  let clicks = 0;
  const click = async (what: Locator) => {
    clicks++;
    await what.click();
  };
  return {
    kind: 'mouse',
    effort: () => clicks,
    press: click,
    write: async (into, text) => {
      await click(into);
      await into.fill(text);
    },
    choose: async (field, label) => {
      await click(field);
      await click(option(page, label));
    },
    add: (type) => click(page.locator('.d-palette').getByRole('button', { name: type, exact: true })),
    moveUp: async (field, to) => {
      clicks++;
      await drag(page, field, to);
    },
  };
}

export function keyboard(page: Page): Hands {
  let keys = 0;
  const key = async (name: string) => {
    keys++;
    await page.keyboard.press(name);
  };
  /** F6 to the pane of the element, arrows between the fields of the canvas, Tab for the rest, until it has the focus. */
  const reach = async (what: Locator) => {
    // Looked for once: by its role and name that takes longer than a key.
    let goal = await what.elementHandle();
    for (let step = 0; step < 100; step++) {
      const way = await goal?.evaluate((one) => {
        if (!one.isConnected) return 'lost';
        const now = document.activeElement ?? document.body;
        if (now === one) return undefined;
        const panes = [...document.querySelectorAll('[data-pane]')];
        const [from = -1, to = -1] = [now, one].map((end) => panes.findIndex((pane) => pane.contains(end)));
        const onward = (now.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
        if (from !== to && to !== -1 && !now.closest('[role="dialog"]')) {
          const steps = (to - from + panes.length) % panes.length;
          return from === -1 || steps <= panes.length / 2 ? 'F6' : 'Shift+F6';
        }
        if (now.matches('.d-select') && one.matches('.d-select')) return onward ? 'ArrowDown' : 'ArrowUp';
        return onward || now === document.body ? 'Tab' : 'Shift+Tab';
      });
      if (way === undefined) return;
      if (way === 'lost') goal = await what.elementHandle();
      else await key(way);
    }
    throw new Error(`No way by keys to ${what}`);
  };
  return {
    kind: 'keyboard',
    effort: () => keys,
    press: async (what) => {
      await reach(what);
      await key('Enter');
    },
    write: async (into, text) => {
      await reach(into);
      await key('Control+a');
      await page.keyboard.insertText(text);
    },
    choose: async (field, label) => {
      await reach(field);
      if ((await field.getAttribute('aria-expanded')) !== 'true') await key('ArrowDown');
      await option(page, label).waitFor();
      const active = page.locator('.ant-select-item-option-active:visible').first();
      for (let step = 0; step < 80; step++) {
        if ((await active.count()) > 0 && (await active.textContent())?.trim() === label) {
          await key('Enter');
          return;
        }
        await key('ArrowDown');
      }
      throw new Error(`No way by arrows to ${label}`);
    },
    add: async (type) => {
      await key('Control+/');
      await page.keyboard.insertText(type);
      await key('Enter');
    },
    moveUp: async (field, to) => {
      await reach(field);
      const above = async () => ((await to.boundingBox())?.y ?? 0) < ((await field.boundingBox())?.y ?? 0);
      for (let step = 0; step < 60 && (await above()); step++) await key('Alt+ArrowUp');
    },
  };
}
