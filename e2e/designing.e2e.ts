import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsBut, DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const frames = (page: Page) => page.locator('.d-select[data-name]');
const names = (page: Page) =>
  frames(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-name')));
const saved = (page: Page) => page.locator('.d-status[data-status="saved"]').waitFor();

test('several fields are chosen, moved by keys, copied into another form, and taken back at once', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'design/form/contact'));
  await frames(page).first().waitFor();
  const before = await names(page);
  await frames(page).nth(1).click();
  await frames(page)
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await page.getByRole('toolbar').getByText('已选 3 项').waitFor();
  await page.keyboard.press('Alt+ArrowDown');
  const [first, a, b, c, d, ...rest] = before;
  await expect.poll(() => names(page)).toEqual([first, d, a, b, c, ...rest]);
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+z');
  await expect.poll(() => names(page)).toEqual(before);
  await saved(page);

  await page.goto(crm(tab, 'design/form/product'));
  await frames(page).first().waitFor();
  const there = await names(page);
  await page.keyboard.press('Control+v');
  await expect.poll(async () => (await names(page)).length).toBe(there.length + 3);
  await page.getByRole('toolbar').getByText('已选 3 项').waitFor();
  await page.keyboard.press('Delete');
  await expect.poll(() => names(page)).toEqual(there);
  await page.getByRole('button', { name: '回到之前的某一步' }).click();
  await page.getByRole('menuitem', { name: '粘贴 3 项' }).click();
  await expect.poll(() => page.getByRole('button', { name: '没有可撤销的操作' }).count()).toBe(1);
  await saved(page);
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

test('two people design one form: each sees the other, takes what they save, and loses nothing', async () => {
  const mine = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const theirs = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  await mine.page.goto(crm(mine, 'design/form/followup'));
  await frames(mine.page).first().waitFor();
  await theirs.page.goto(crm(theirs, 'design/form/followup'));
  await theirs.page.getByText(/也在编辑/).waitFor();
  const before = await names(theirs.page);

  await frames(mine.page).first().click();
  await mine.page.keyboard.press('Alt+ArrowDown');
  const moved = [before[1], before[0], ...before.slice(2)];
  await expect.poll(() => names(theirs.page), { timeout: 10_000 }).toEqual(moved);

  // Undo of what was taken is a change like any other, and comes back the same way.
  await theirs.page.keyboard.press('Control+z');
  await expect.poll(() => names(mine.page), { timeout: 20_000 }).toEqual(before);
  expect(complaintsBut(mine, 409)).toEqual([]);
  expect(complaintsBut(theirs, 409)).toEqual([]);
  await Promise.all([mine.context.close(), theirs.context.close()]);
});
