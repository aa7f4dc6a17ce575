import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, openTab } from './support/browser.ts';
import { ADMIN, demoUrl } from './support/login.ts';
import { DEMO_PASSWORD } from './support/product.ts';
import { button, listTotal, tabTo } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('by keyboard alone: from login to a saved lead, and through the grid', async () => {
  const tab = await openTab(browser, { url: demoUrl(), locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto('/');
  // The first field has the focus.
  await page.getByLabel('邮箱').waitFor();
  await page.keyboard.type(ADMIN);
  await page.keyboard.press('Tab');
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  const leads = page.getByRole('link', { name: '线索', exact: true });
  await leads.waitFor();
  await tabTo(page, leads);
  await page.keyboard.press('Enter');
  const before = await listTotal(page);
  await tabTo(page, button(page, '新建线索').first());
  await page.keyboard.press('Enter');

  const form = page.getByRole('dialog');
  await expect
    .poll(() => form.getByLabel('线索名称').evaluate((one) => one === document.activeElement))
    .toBe(true);
  await page.keyboard.insertText('南通键盘线索');
  await fill(page, '公司名称', '南通恒信机械有限公司');
  await fill(page, '联系人', '沈洁');
  await fill(page, '手机', '13700137000');
  await pickFirst(page, '来源');
  await pickFirst(page, '行业');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '南通键盘线索' }).waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });
  expect(await listTotal(page)).toBe(before + 1);

  const cells = page.getByRole('textbox', { name: '单元格' });
  await tabTo(page, cells);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowRight');
  const cell = page.locator(`[id="${await cells.getAttribute('aria-activedescendant')}"]`);
  const company = '南通恒信机械有限公司';
  expect(await cell.textContent()).toBe(company);
  await page.keyboard.press('F2');
  await cell.locator('input').waitFor();
  await page.keyboard.insertText('不会保存');
  await page.keyboard.press('Escape');
  await cell.getByText(company, { exact: true }).waitFor();
  await page.keyboard.press('F2');
  await cell.locator('input').waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('南通恒信智造有限公司');
  await page.keyboard.press('Enter');
  await cell.getByText('南通恒信智造有限公司').waitFor();
  await page.reload();
  await page.getByText('南通恒信智造有限公司').first().waitFor();
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

async function fill(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByRole('dialog').getByLabel(label));
  await page.keyboard.insertText(text);
}

async function pickFirst(page: Page, label: string): Promise<void> {
  await tabTo(page, page.getByRole('dialog').getByLabel(label));
  await page.keyboard.press('ArrowDown');
  await page.locator('.ant-select-item-option-active:visible').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.ant-select-item-option:visible').first().waitFor({ state: 'hidden' });
}
