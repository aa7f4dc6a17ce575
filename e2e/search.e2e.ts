import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('from anywhere by Ctrl-K: initials find a lead, the keys open it, and it is remembered', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'd/overview'));
  await page.locator('.r-echart svg').first().waitFor();
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox', { name: '全局搜索' });
  await expect.poll(() => search.evaluate((one) => one === document.activeElement)).toBe(true);

  await page.keyboard.type('szqm');
  const lead = page.getByRole('option', { name: /苏州启明源看板项目/ });
  await lead.waitFor();
  expect(await lead.locator('mark').textContent()).toBe('苏州启明');
  expect(await wrongOn(page)).toEqual([]);
  for (let step = 0; step < 20 && (await lead.getAttribute('aria-selected')) !== 'true'; step++) {
    await page.keyboard.press('ArrowDown');
  }
  await tab.shot('zh-search');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '苏州启明源看板项目' }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: '最近打开' }).getByRole('option').first().waitFor();
  await page.keyboard.type('zzzz');
  await page.getByText('没有找到“zzzz”').waitFor();
  await page.keyboard.press('Escape');
  await search.waitFor({ state: 'hidden' });
  // A list keeps its order and marks what it is searched for.
  await page.goto(crm(tab, 'f/lead?q=qmy'));
  await page.getByRole('grid').locator('mark', { hasText: '启明源' }).first().waitFor();
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
