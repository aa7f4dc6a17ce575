import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser, openTab, PHONE } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { button, fitsTheScreen } from './support/story.ts';

/** One second on a quiet machine; tests share theirs with others. */
const SOON = 3_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('two talk about a record, one at a desk, one on a phone; the list behind it is gone through by keys', async () => {
  const desk = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const phone = await logIn(browser, { locale: 'zh-CN', size: PHONE, email: 'manager@example.com' });
  const { page } = desk;
  await phone.page.goto('/');
  await page.goto(crm(desk, 'f/account?view=account_all'));
  const rows = page.locator('.v-grid-title');
  await rows.first().waitFor();
  const names = await rows.allTextContents();
  await rows.first().click();
  await button(page, '在整页中打开').click();
  // The drawer goes with the list behind it; until then keys are its own.
  await rows.first().waitFor({ state: 'detached' });
  const title = page.locator('.v-record h1');
  const place = page.locator('.v-neighbours-place');
  await page.getByText(/^1 \/ \d+$/).waitFor();

  // Through the list, wherever one types; what is typed waits.
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('heading', { name: names[1] ?? '' }).waitFor();
  await page.getByLabel('简称', { exact: true }).fill('下次再说');
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('heading', { name: names[2] ?? '' }).waitFor();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByText('1 处修改未保存').waitFor();
  expect(await title.textContent()).toBe(names[1]);
  expect(await place.textContent()).toMatch(/^2 \/ \d+$/);
  expect(await page.getByLabel('简称', { exact: true }).inputValue()).toBe('下次再说');
  await button(page, '放弃修改').click();

  // Who is mentioned hears the bell, and finds what was said.
  const activity = page.getByRole('complementary', { name: '动态' });
  const write = activity.getByRole('textbox');
  await write.pressSequentially('报价再低 3% 可以签，@lxl');
  await activity.getByRole('option', { name: '林晓岚' }).waitFor();
  await page.keyboard.press('Enter');
  await write.pressSequentially('请批一下');
  await page.keyboard.press('Control+Enter');
  await activity.getByRole('article').getByText('请批一下').waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await desk.shot('zh-record');

  const small = phone.page;
  await small.getByRole('button', { name: /^通知，\d+ 条未读$/ }).click({ timeout: SOON });
  await small.locator('.v-message-open', { hasText: '请批一下' }).click();
  await small.getByRole('article').getByText('请批一下').waitFor();
  expect(await small.getByRole('tab', { selected: true }).first().textContent()).toContain('动态');
  await fitsTheScreen(small);
  expect(await wrongOn(small)).toEqual([]);
  await phone.shot('zh-phone-record-activity');

  // The answer is there at once, without anybody asking for it.
  await button(small, '回复').click();
  await small.getByRole('textbox', { name: '写评论' }).fill('同意，走特价流程');
  await button(small, '发送').click();
  await activity.getByRole('article').getByText('同意，走特价流程').waitFor({ timeout: SOON });
  expect(await activity.locator('.v-comment-quote').textContent()).toContain('请批一下');

  await small.getByRole('tab', { name: /^关联/ }).click();
  await small
    .locator('.v-record-chips')
    .getByRole('tab', { name: /^跟进记录/ })
    .click();
  await small.locator('.v-related .v-record-card').first().waitFor();
  await small.getByRole('tab', { name: '详情' }).click();
  await small.getByLabel('简称', { exact: true }).waitFor();
  await fitsTheScreen(small);

  expect(desk.complaints).toEqual([]);
  expect(phone.complaints).toEqual([]);
  await Promise.all([desk.context.close(), phone.context.close()]);
});

test('a link for people outside shows the chosen fields without a login, until it is turned off', async () => {
  const desk = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = desk;
  await page.goto(crm(desk, 'f/account?view=account_all'));
  await page.locator('.v-grid-title').first().click();
  const record = page.getByRole('dialog', { name: '详情' });
  const name = (await record.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await button(record, '分享').click();
  const share = page.getByRole('dialog', { name: '分享这条数据' });
  await share.getByRole('tab', { name: '对外链接' }).click();
  await button(share, '新建链接').click();
  await share.getByRole('checkbox', { name: '全选' }).click();
  await share.getByRole('checkbox', { name: '全选' }).click();
  await share.getByRole('checkbox', { name: '客户名称' }).click();
  await share.getByRole('checkbox', { name: '行业', exact: true }).click();
  await button(share, '生成链接').click();
  const link = await share.getByRole('textbox').inputValue();

  const outside = await openTab(browser, { url: link, locale: 'zh-CN', size: PHONE });
  const shown = outside.page;
  await shown.goto(link);
  await shown.getByRole('heading', { name }).waitFor();
  expect(await shown.locator('dt').allTextContents()).toEqual(['客户名称', '行业']);
  await fitsTheScreen(shown);
  expect(await wrongOn(shown)).toEqual([]);
  await outside.shot('zh-phone-shared');

  await button(share.locator('.v-share-end'), '关闭').click();
  await share.getByText(/打开 1 次/).waitFor();
  await button(share, '停用').click();
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: /停\s*用/ })
    .click();
  await page.getByText('链接已停用').waitFor();
  await shown.reload();
  await shown.getByRole('heading', { name: '链接已失效' }).waitFor();

  expect(desk.complaints).toEqual([]);
  await Promise.all([desk.context.close(), outside.context.close()]);
});
