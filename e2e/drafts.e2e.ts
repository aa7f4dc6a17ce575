import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { DEMO_PASSWORD } from './support/product.ts';
import { button, choose, fitsTheScreen } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const leadForm = (page: Page) => page.getByRole('dialog', { name: '新建线索' });
const titleIn = (page: Page) =>
  leadForm(page).locator('[data-field=title] input, [data-field=name] input').first();
/** Keys of what this browser keeps of drafts. */
const keptHere = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('trellis.draft.')));

test('what is typed survives a crash and logging out, is found on another device, and is nobody else’s', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const form = crm(tab, 'f/lead');
  await page.goto(`${form}?new=1`);
  await titleIn(page).fill('半路的线索');
  // The page dies before anything was sent.
  await page.goto('about:blank');
  await page.goto(`${form}?new=1`);
  await leadForm(page).getByText('已恢复到上次中断的内容').waitFor();
  expect(await titleIn(page).inputValue()).toBe('半路的线索');
  await button(leadForm(page), '暂存').click();
  await page.getByText('已存入草稿箱').waitFor();
  await tab.shot('draft-kept');

  await page.locator('.w-top').getByRole('button').last().click();
  await page.getByText('退出登录').click();
  await page.getByLabel('邮箱').waitFor();
  expect(await keptHere(page)).toEqual([]);
  await page.getByLabel('邮箱').fill('manager@example.com');
  await page.getByLabel('密码').fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\//);
  await page.goto(`${form}?new=1`);
  await leadForm(page).waitFor();
  expect(await titleIn(page).inputValue()).toBe('');
  expect(await page.getByRole('button', { name: /^草稿箱（/ }).count()).toBe(0);

  const elsewhere = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  await elsewhere.page.goto(form);
  await elsewhere.page.getByRole('button', { name: '草稿箱（1）' }).click();
  await elsewhere.shot('draft-box-phone');
  await fitsTheScreen(elsewhere.page);
  await elsewhere.page.getByText('半路的线索').click();
  expect(await titleIn(elsewhere.page).inputValue()).toBe('半路的线索');
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
  await elsewhere.context.close();
});

test('submitted on a phone without a network, a record is made once when there is one', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: PHONE, email: 'manager@example.com' });
  const { page, context } = tab;
  await page.goto(`${crm(tab, 'f/lead')}?new=1`);
  const form = leadForm(page);
  await titleIn(page).fill('隧道里的线索');
  await form
    .getByLabel(/^公司名称|^公司(?!规模)/)
    .first()
    .fill('隧道工程有限公司');
  await form.getByLabel('联系人').fill('张伟');
  await form.getByLabel('手机').fill('13800138009');
  await choose(page, form.getByLabel('来源'), '官网');
  await choose(page, form.getByLabel('行业'), 'IT/软件');
  await context.setOffline(true);
  await form.getByText('离线，内容已保存在本机').waitFor();
  await tab.shot('offline-phone');
  await button(form, '保存').click();
  await page.getByText(/1 条等待联网后提交/).waitFor();
  expect(await keptHere(page)).toHaveLength(1);
  await context.setOffline(false);
  await page.getByText('“隧道里的线索”已提交').waitFor();
  await page.getByText('隧道里的线索', { exact: true }).first().waitFor();
  await expect.poll(() => keptHere(page), { timeout: 10_000 }).toEqual([]);
  await page.getByLabel(/^搜索/).first().fill('隧道里的线索');
  await page.getByText('共 1 条', { exact: true }).waitFor();
  await context.close();
});
