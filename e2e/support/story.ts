import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A button by its exact name; antd puts a space between two Chinese characters, so white space does not count. */
export const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${[...name].map(escaped).join('\\s*')}$`) });

/** Chooses an option of an antd select by its label. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click();
  await page
    .locator('.ant-select-item-option:visible')
    .filter({ has: page.getByText(option, { exact: true }) })
    .click();
}

/** Drags from the middle of one element to the middle of another, as a hand does: in many small steps. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  // Both must be in sight at once: the last of these must not scroll the other away.
  await to.scrollIntoViewIfNeeded();
  await from.scrollIntoViewIfNeeded();
  const start = await middle(from);
  const end = await middle(to);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 8, start.y + 8, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 20 });
  await page.mouse.up();
}

/** Presses keys as fast as somebody who listens: each one after the last was announced to screen readers. */
export async function carry(page: Page, keys: readonly string[]): Promise<void> {
  const live = page.locator('[id^="DndLiveRegion"]').first();
  for (const key of keys) {
    const before = await live.textContent();
    await page.keyboard.press(key);
    await expect.poll(() => live.textContent(), { timeout: 5_000 }).not.toBe(before);
  }
}

async function middle(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('Nothing to drag there');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, element: Locator, most = 60): Promise<void> {
  for (let step = 0; step < most; step++) {
    if (await element.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No way by Tab to ${element}`);
}

/** The total that a list shows. */
export async function listTotal(page: Page): Promise<number> {
  const total = page.getByText(/^(共 [\d,]+ 条|[\d,]+ records?)$/);
  return Number(((await total.textContent()) ?? '').replace(/\D/g, ''));
}

/** The lane of a board by its name, folded or not. */
export const anyLane = (page: Page, name: string): Locator =>
  page.locator('.v-lane', { has: page.locator(`.v-lane-name[title="${name}"]`) });

/** The open lane of a board by its name. */
export const lane = (page: Page, name: string): Locator =>
  page.locator('section.v-lane-inner', { has: page.locator(`.v-lane-name[title="${name}"]`) });

/** Records that the head of a lane counts. */
export async function laneCount(page: Page, name: string): Promise<number> {
  return Number(await lane(page, name).locator('.v-lane-count').textContent());
}

/** No page may be wider than the screen: nobody scrolls a page sideways. */
export async function fitsTheScreen(page: Page): Promise<void> {
  const { wide, room } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    room: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(room);
}

const escaped = (character: string) => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
