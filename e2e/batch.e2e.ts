import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { button } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('all that matches is changed at once, is followed from another page, and is taken back', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'f/lead?view=lead_all'));
  const grid = page.getByRole('grid');
  await page.locator('.v-grid-title').first().waitFor();
  const total = Number(await grid.getAttribute('aria-rowcount')) - 1;
  const names = await page.locator('.v-grid-sort').allTextContents();
  const column = names.indexOf('意向度') + 2;
  const cell = (row: number) =>
    page.locator(`.v-grid-row[aria-rowindex="${row + 2}"] > [aria-colindex="${column}"]`);
  const rows = [0, 1, 2, 3, 4];
  const read = () => Promise.all(rows.map((row) => cell(row).textContent()));
  const before = await read();

  // Everything but the second one.
  await grid.getByRole('checkbox').nth(1).click();
  await page.getByRole('button', { name: `选择全部 ${total} 条` }).click();
  await page.getByText(`已选全部 ${total} 条`).waitFor();
  await grid.getByRole('checkbox').nth(2).click();
  await button(page, '修改').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(`修改 ${total - 1} 条数据`).waitFor();
  await dialog.getByRole('combobox', { name: '字段' }).click();
  await page.keyboard.insertText('意向度');
  await page.keyboard.press('Enter');
  await dialog.getByRole('combobox', { name: '改成' }).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByText(`将修改 ${total - 1} 条`).waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await button(dialog, '开始修改').click();

  // Whatever page one goes to, it is in sight.
  await page.getByRole('link', { name: '产品' }).click();
  const tray = page.getByRole('region', { name: '批量操作' });
  await tray.getByText(/已修改 \d+ 条「线索」/).waitFor();
  await page.goBack();
  await expect.poll(async () => new Set((await read()).filter((_, row) => row !== 1)).size).toBe(1);
  expect((await read())[1]).toBe(before[1]);

  await page.goto(crm(tab, '').replace(/a\/.*/, 'batches'));
  const first = page.locator('.v-batch-list > li').first();
  await first.getByText('线索 · 修改 意向度').waitFor();
  await button(first, '撤销').click();
  await tray.getByText(/已撤销 \d+ 条「线索」/).waitFor();
  await page.locator('.v-batch-list').getByText('已撤销', { exact: true }).waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await page.goto(crm(tab, 'f/lead?view=lead_all'));
  await expect.poll(read).toEqual(before);
  expect(tab.complaints).toEqual([]);
});
