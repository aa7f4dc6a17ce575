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

test('a view of one’s own, with a colour and a quick filter, is nobody else’s; a locked one offers no tools', async () => {
  const mine = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const theirs = await logIn(browser, { locale: 'zh-CN', size: DESKTOP, email: 'sales@example.com' });
  const { page } = mine;
  await page.goto(crm(mine, 'f/account?view=account_all'));
  await page.locator('.v-grid-title').first().waitFor();

  await button(page, '新建视图').click();
  await page.getByRole('menuitem', { name: /^表格/ }).click();
  const editor = page.getByRole('dialog', { name: '新建表格视图' });
  await editor.getByLabel('视图名称').fill('我的重点客户');
  await editor.getByText('仅自己').click();
  await editor.getByRole('combobox', { name: '快捷筛选' }).fill('行业');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await button(editor, '添加颜色').click();
  const colour = editor.locator('.v-color');
  await button(colour, '添加条件').click();
  await colour.getByRole('textbox', { name: '值' }).fill('苏州');
  expect(await wrongOn(page)).toEqual([]);
  await mine.shot('zh-view-editor');
  await button(editor, '保存').click();
  await editor.waitFor({ state: 'hidden' });
  const tab = page.getByRole('tab', { name: /我的重点客户/ });
  await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
  await page.locator('.v-grid-row[data-tint="row"]', { hasText: '苏州' }).first().waitFor();

  await button(page, '行业').click();
  await page.getByRole('tooltip').getByText('装备制造').click();
  await button(page, '行业 是 装备制造').waitFor();
  expect(new URL(page.url()).searchParams.get('quick')).toContain('equipment');
  // What is picked is remembered without the address, on any device.
  await page.goto(crm(mine, 'f/account'));
  await tab.click();
  await button(page, '行业 是 装备制造').waitFor();

  await page.getByRole('tab', { name: '全部客户' }).click();
  await button(page, '“全部客户”的操作').click();
  await page.getByRole('menuitem', { name: '锁定视图' }).click();
  await page.getByRole('tab', { name: /全部客户.*已锁定/ }).waitFor();

  await theirs.page.goto(crm(theirs, 'f/account?view=account_all'));
  await theirs.page.getByRole('tab', { name: /全部客户.*已锁定/ }).waitFor();
  await theirs.page.locator('.v-grid-title').first().waitFor();
  expect(await theirs.page.getByRole('tab', { name: /我的重点客户/ }).count()).toBe(0);
  expect(await button(theirs.page, '排序').count()).toBe(0);

  await button(page, '“全部客户”的操作').click();
  await page.getByRole('menuitem', { name: '解除锁定' }).click();
  await page.getByRole('tab', { name: '全部客户', exact: true }).waitFor();
  expect(mine.complaints).toEqual([]);
  expect(theirs.complaints).toEqual([]);
  await Promise.all([mine.context.close(), theirs.context.close()]);
});
