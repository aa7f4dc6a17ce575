import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { crm, logIn, type Person } from './support/login.ts';
import { button, choose, fitsTheScreen } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** The properties of a field of the opportunity form, in its designer. */
async function design(tab: Person, field: string) {
  const { page } = tab;
  await page.goto(crm(tab, 'design/form/opportunity'));
  const frame = page
    .getByRole('main', { name: '画布' })
    .getByRole('button', { name: new RegExp(`^${field}，`) });
  await frame.click();
  return page.getByRole('complementary', { name: '属性' });
}

test('a designer writes a formula, mends its mistake and sees what it comes to', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const properties = await design(tab, '金额');
  await choose(page, properties.getByLabel('默认值', { exact: true }), '由公式得出');
  await button(properties, '填写公式').click();
  const dialog = page.getByRole('dialog', { name: '公式：默认值公式' });
  const editor = dialog.getByRole('textbox', { name: '公式内容' });
  await editor.waitFor();

  // Fields are picked from the list by their first letters in pinyin, and stand there as one piece.
  await editor.pressSequentially('IF({cj');
  await page.locator('.f-complete-field').filter({ hasText: '成交概率' }).waitFor();
  // A list that has just opened takes no key yet, so that nobody chooses from it by accident.
  await page.waitForTimeout(150);
  await editor.press('Enter');
  await expect.poll(() => editor.locator('.f-chip').allTextContents()).toEqual(['成交概率']);
  // The function in hand says what it takes, and which argument is next.
  await expect.poll(() => page.locator('.f-signature-help b').textContent()).toBe('条件');

  await editor.pressSequentially(' > 50%, 100000, "小"');
  await expect.poll(() => editor.locator('.cm-lintRange-error').textContent()).toBe('"小"');
  await dialog.getByText('不是有效的数字').waitFor();
  expect(await button(dialog, '完成').isDisabled()).toBe(true);
  await tab.shot('zh-formula-mistake');

  for (const _ of '"小"') await editor.press('Backspace');
  await editor.pressSequentially('20000');
  const result = dialog.getByRole('status');
  await expect.poll(() => result.locator('strong').textContent()).toMatch(/^(100000|20000)$/);
  await result.getByText('结果类型：数字').waitFor();
  await expect.poll(() => editor.locator('.cm-lintRange-error').count()).toBe(0);
  await tab.shot('zh-formula-result');

  await editor.press('Control+Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect.poll(() => properties.locator('.f-formula-text').textContent()).toContain('成交概率');
  await tab.shot('zh-formula-setting');
  // The demo is shared: the next story finds the form as it was.
  await button(properties, '清除公式').click();
  await page.getByText('与已发布的一致').waitFor();
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

test('a formula is written on a phone, by tapping', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  const { page } = tab;
  await page.goto(crm(tab, 'design/form/opportunity'));
  await page.getByRole('main', { name: '画布' }).waitFor();
  await button(page, '属性').tap();
  const sheet = page.getByRole('dialog').last();
  await button(sheet, '添加校验').tap();
  await button(sheet, '设置条件').tap();
  const dialog = page.getByRole('dialog', { name: '条件：什么情况下触发' });
  await dialog.getByText('公式', { exact: true }).tap();
  await dialog.getByRole('button', { name: /^插入字段 金额/ }).tap();
  await dialog.getByRole('textbox', { name: '公式内容' }).pressSequentially(' < 0');
  await expect.poll(() => dialog.getByRole('status').locator('strong').textContent()).toBe('否');
  await fitsTheScreen(page);
  await tab.shot('zh-phone-formula');
  await button(dialog, '完成').tap();
  await dialog.waitFor({ state: 'hidden' });
  await sheet.getByText('金额').first().waitFor();
  await sheet.getByRole('button', { name: '删除校验 1' }).tap();
  await page
    .getByRole('img', { name: '与已发布的一致' })
    .or(page.getByText('与已发布的一致'))
    .first()
    .waitFor({ state: 'attached' });
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
