import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, PHONE } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { button, choose, fitsTheScreen, listTotal } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('on a phone, in English: lists as cards, a lead by the bottom bar, a record, a board', async () => {
  // Not the administrator: choosing English stays with the account.
  const tab = await logIn(browser, { locale: 'zh-CN', size: PHONE, email: 'manager@example.com' });
  const { page } = tab;
  await page.goto('/');
  await button(page, '我的').click();
  await page.getByRole('dialog').getByText('English').click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.locator('html').getAttribute('lang')).toBe('en');

  await page.goto(crm(tab, 'd/overview'));
  await page.getByRole('region', { name: 'Leads', exact: true }).locator('.r-kpi-value').waitFor();
  await page.getByRole('region', { name: 'Customer lifecycle' }).locator('.r-funnel-step').nth(7).waitFor();
  await fitsTheScreen(page);
  await tab.shot('en-phone-dashboard');

  await page.goto(crm(tab, 'f/lead'));
  await page.locator('.v-record-card').first().waitFor();
  expect(await page.getByRole('grid').count()).toBe(0);
  await fitsTheScreen(page);
  await tab.shot('en-phone-list');

  await button(page, 'New').last().click();
  await tab.shot('en-phone-create-what');
  await page.getByRole('dialog').getByRole('button', { name: 'Lead', exact: true }).click();
  const form = page.getByRole('dialog', { name: 'New Lead' });
  await form.getByLabel('Lead name').fill('Suzhou tracing');
  await form.getByLabel(/^Company(?! size)/).fill('Suzhou Qiming Electronics');
  await form.getByLabel('Contact person').fill('Wei Zhang');
  await form.getByLabel('Mobile').fill('13800138001');
  await choose(page, form.getByLabel('Source'), 'Website');
  await choose(page, form.getByLabel('Industry'), 'IT & software');
  await fitsTheScreen(page);
  await tab.shot('en-phone-create');
  await button(form, 'Save').click();
  const record = page.locator('.v-record');
  await record.getByRole('heading', { name: 'Suzhou tracing' }).waitFor();
  // The drawer itself would hide what is too wide.
  const box = await record.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(PHONE.width);
  await fitsTheScreen(page);
  await tab.shot('en-phone-record');
  await page.goto(crm(tab, 'f/lead'));
  await page.getByText('Suzhou tracing').waitFor();
  await page.getByRole('textbox', { name: /^Search/ }).fill('Suzhou tracing');
  await page.getByText('1 record', { exact: true }).waitFor();
  expect(await listTotal(page)).toBe(1);

  await page.goto(crm(tab, 'f/opportunity?view=opportunity_board'));
  await page.locator('.v-card').first().waitFor();
  await fitsTheScreen(page);
  await tab.shot('en-phone-board');
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
