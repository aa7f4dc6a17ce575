import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { drag } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Draws the end of a bar so many px to the right. */
async function drawEnd(page: Page, bar: Locator, px: number): Promise<void> {
  const box = await bar.boundingBox();
  if (!box) throw new Error('The bar is not there');
  const [x, y] = [box.x + box.width - 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + px, y, { steps: 10 });
  await page.mouse.up();
}

test('dates are moved on the calendar and drawn on the Gantt chart, and every kind of view keeps WCAG A and AA', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;

  await page.goto(crm(tab, 'f/followup?view=followup_calendar'));
  const chip = page.locator('.v-chip').first();
  await chip.waitFor();
  expect(await wrongOn(page), 'calendar').toEqual([]);
  const id = await chip.locator('a').getAttribute('href');
  const days = page.getByRole('gridcell');
  const at = await chip.evaluate((one) =>
    [...document.querySelectorAll('[role="gridcell"]')].indexOf(one.closest('[role="gridcell"]') as Element),
  );
  // The same day of the week before, or of the week after where there is none.
  const target = days.nth(at >= 7 ? at - 7 : at + 7);
  await drag(page, chip, target);
  await target.locator(`a[href="${id}"]`).waitFor();
  await page.getByText(/已移到/).waitFor();
  await page.reload();
  await target.locator(`a[href="${id}"]`).waitFor();
  // Back by keys: a day lists what is on it, and Shift with an arrow moves what has the focus by a week.
  await target.focus();
  await page.keyboard.press('Enter');
  await page.locator(`.v-day-list a[href="${id}"]`).focus();
  await page.keyboard.press(at >= 7 ? 'Shift+ArrowDown' : 'Shift+ArrowUp');
  await days.nth(at).locator(`a[href="${id}"]`).waitFor();

  await page.goto(crm(tab, 'f/contract?view=contract_gantt'));
  const bar = page.locator('.v-bar', { hasText: '佛山星河二期扩容合同' });
  await bar.waitFor();
  expect(await wrongOn(page), 'gantt').toEqual([]);
  const said = () => bar.locator('a').getAttribute('title');
  const before = await said();
  await drawEnd(page, bar, 90);
  await page.getByText(/已移到/).waitFor();
  const after = await said();
  expect(after).not.toBe(before);
  await page.reload();
  await expect.poll(said).toBe(after);

  for (const [place, there] of [
    ['f/contract?view=contract_timeline', '.v-bar'],
    ['f/product?view=product_gallery', '.v-record-card'],
  ] as const) {
    await page.goto(crm(tab, place));
    await page.locator(there).first().waitFor();
    expect(await wrongOn(page), place).toEqual([]);
  }
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
