import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complaintsBut, DESKTOP, launchBrowser, type Tab } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { button } from './support/story.ts';

/** One second on a quiet machine; tests share theirs with others. */
const SOON = 2_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('two people on one list: changes show at once, and a conflict loses nothing typed', async () => {
  const mine = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const theirs = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  for (const { page } of [mine, theirs]) {
    await page.goto(crm(mine, 'f/account?view=account_all'));
    await page.locator('.v-grid-title').first().waitFor();
  }
  const title = (await mine.page.locator('.v-grid-title').first().textContent()) ?? '';
  for (const { page } of [mine, theirs]) {
    await page.locator('.v-grid-title', { hasText: title }).first().click();
    await page.getByRole('dialog').getByLabel('简称').waitFor();
  }

  // The list behind the drawer is the one that the other looks at.
  const name = theirs.page.getByRole('dialog').getByLabel('客户名称');
  await name.fill(`${title}（新）`);
  await button(theirs.page.getByRole('dialog'), '保存').click();
  await mine.page.locator('.v-grid-title', { hasText: `${title}（新）` }).waitFor({ timeout: SOON });

  // Both change the same field, I another one too.
  const form = mine.page.getByRole('dialog', { name: '详情' });
  await form.getByLabel('简称').fill('我的简称');
  await form.getByLabel('备注', { exact: true }).fill('我的备注');
  await theirs.page.getByRole('dialog').getByLabel('简称').fill('他的简称');
  await button(theirs.page.getByRole('dialog'), '保存').click();
  await form.getByText(/刚刚修改了这条数据/).waitFor({ timeout: SOON });
  expect(await form.getByLabel('简称').inputValue()).toBe('我的简称');
  await button(form, '保存').click();
  const merge = mine.page.getByRole('dialog', { name: '你和别人同时改了这条数据' });
  await merge.getByText('我的简称').waitFor();
  await merge.getByText('他的简称').waitFor();
  await mine.shot('zh-conflict');
  await button(merge, '合并并保存').click();
  await merge.waitFor({ state: 'hidden' });
  const other = theirs.page.getByRole('dialog');
  await expect.poll(() => other.getByLabel('简称').inputValue(), { timeout: SOON }).toBe('我的简称');
  expect(await other.getByLabel('备注', { exact: true }).inputValue()).toBe('我的备注');

  expect(complaintsBut(mine, 409)).toEqual([]);
  expect(theirs.complaints).toEqual([]);
  await Promise.all([mine.context.close(), theirs.context.close()]);
});

test('two people typing into one list at the same time soon see the same, and what is stored', async () => {
  const mine = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const theirs = await logIn(browser, { locale: 'zh-CN', size: DESKTOP, email: 'manager@example.com' });
  for (const { page } of [mine, theirs]) {
    await page.goto(crm(mine, 'f/contact'));
    await page.locator('.v-grid-title').first().waitFor();
  }
  const column = (await mine.page.locator('.v-grid-sort').allTextContents()).indexOf('职务') + 2;
  const cell = ({ page }: Tab, row: number) =>
    page.locator(`.v-grid-row[aria-rowindex="${row}"] > [aria-colindex="${column}"]`);
  const type = async (tab: Tab, row: number, text: string) => {
    await cell(tab, row).click({ position: { x: 60, y: 30 } });
    await tab.page.keyboard.insertText(text);
    const written = tab.page.waitForResponse((response) => response.request().method() !== 'GET');
    await tab.page.keyboard.press('Enter');
    await written;
  };
  const seen = (tab: Tab) => Promise.all([2, 3, 4, 5].map((row) => cell(tab, row).textContent()));
  for (const round of [1, 2, 3]) {
    // Each in a cell of their own, and both in the last one.
    await Promise.all([type(mine, 2, `甲${round}`), type(theirs, 3, `乙${round}`)]);
    await Promise.all([type(mine, 5, `甲也${round}`), type(theirs, 5, `乙也${round}`)]);
    await expect
      .poll(async () => String(await seen(mine)) === String(await seen(theirs)), {
        timeout: SOON,
        interval: 50,
      })
      .toBe(true);
    expect((await seen(mine)).slice(0, 2)).toEqual([`甲${round}`, `乙${round}`]);
    expect([`甲也${round}`, `乙也${round}`]).toContain((await seen(mine))[3]);
  }
  const before = await seen(theirs);
  await mine.page.reload();
  await mine.page.locator('.v-grid-title').first().waitFor();
  await expect.poll(() => seen(mine)).toEqual(before);
  expect(complaintsBut(mine, 409)).toEqual([]);
  expect(complaintsBut(theirs, 409)).toEqual([]);
  await Promise.all([mine.context.close(), theirs.context.close()]);
});

test('a record deleted on its own page is gone without a complaint, and comes back by undo', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'f/contact'));
  const title = page.locator('.v-grid-title').first();
  const name = (await title.textContent()) ?? '';
  const total = page.getByText(/^共 \d+ 条$/);
  const before = await total.textContent();
  await title.click();
  await button(page, '在整页中打开').click();
  await page.getByRole('complementary', { name: '动态' }).locator('li').first().waitFor();
  await button(page, '更多操作').click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByText('已删除 1 条').waitFor();
  await expect.poll(() => total.textContent()).not.toBe(before);
  await button(page, '撤销').click();
  await page.getByText('已恢复').waitFor();
  await expect.poll(() => total.textContent()).toBe(before);
  await page.locator('.v-grid-title', { hasText: name }).first().waitFor();
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
