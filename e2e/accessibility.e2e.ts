import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser, openTab, PHONE } from './support/browser.ts';
import { crm, demoUrl, logIn } from './support/login.ts';
import { button, fitsTheScreen } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the pages keep WCAG A and AA', async () => {
  const out = await openTab(browser, { url: demoUrl(), locale: 'zh-CN', size: DESKTOP });
  await out.page.goto('/');
  await out.page.getByLabel('邮箱').waitFor();
  expect(await wrongOn(out.page), 'login').toEqual([]);
  await out.context.close();

  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const places = [
    ['f/lead', '.v-grid-title'],
    ['f/opportunity?view=opportunity_board', '.v-card'],
    ['d/overview', '.r-echart svg'],
    ['design/form/lead', '.d-frame'],
    ['f/lead/import', '.v-import-drop'],
    ['f/lead?new=1', '.f-form input'],
  ] as const;
  for (const [place, there] of places) {
    await page.goto(crm(tab, place));
    await page.locator(there).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.t-skeleton'));
    expect(await wrongOn(page), place).toEqual([]);
  }
  await page.goto(crm(tab, 'f/account?view=account_all'));
  await page.locator('.v-grid-title').first().click();
  await page.getByRole('dialog').getByLabel('简称', { exact: true }).waitFor();
  expect(await wrongOn(page), 'record').toEqual([]);
  await tab.context.close();
});

test('the tools of the form designer keep WCAG A and AA, and fit a phone', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'design/form/contract'));
  const frames = page.locator('.d-select[data-name]');
  await frames.nth(1).click();
  await frames.nth(3).click({ modifiers: ['Shift'] });
  await page.getByRole('toolbar').getByText('已选 3 项').waitFor();
  expect(await wrongOn(page), 'several chosen').toEqual([]);
  await button(page, '规则').click();
  await button(page, '新建规则').click();
  await button(page.locator('.d-rule-editor'), '添加条件').click();
  expect(await wrongOn(page), 'rule').toEqual([]);
  await button(page, '取消').click();
  await button(page, '关闭').click();
  await button(page, '试一试').click();
  await page.getByRole('region', { name: '手机上的样子' }).getByLabel('合同名称').waitFor();
  await button(page, '提交试试').click();
  await page.getByText('请填写合同名称').first().waitFor();
  expect(await wrongOn(page), 'try').toEqual([]);
  await tab.context.close();

  const phone = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  await phone.page.goto(crm(phone, 'design/form/contract'));
  const name = phone.page.getByRole('heading', { level: 1 });
  await name.waitFor();
  expect(await name.evaluate((one) => one.scrollWidth <= one.clientWidth), 'the name is cut').toBe(true);
  await fitsTheScreen(phone.page);
  expect(await wrongOn(phone.page), 'phone').toEqual([]);
  await phone.context.close();
});
