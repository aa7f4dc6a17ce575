import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCustomer } from './steps/customer.ts';
import { readDashboard } from './steps/dashboard.ts';
import { addField } from './steps/designer.ts';
import { importLeads } from './steps/importing.ts';
import { captureLead } from './steps/lead.ts';
import { moveCustomer } from './steps/lifecycle-board.ts';
import { moveOpportunity } from './steps/pipeline.ts';
import { complaintsBut, DESKTOP, launchBrowser, openTab } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { button } from './support/story.ts';

let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('from an empty installation to a working CRM, in Chinese, by mouse', async () => {
  const tab = await openTab(browser, { url: product.url, locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;

  await page.goto('/');
  await page.getByLabel('企业名称').fill('云岭智能装备');
  await page.getByLabel('你的姓名').fill('王敏');
  await page.getByLabel('邮箱').fill('wang@example.com');
  await page.getByLabel('密码').fill('correct-horse-7');
  await tab.shot('zh-setup');
  await button(page, '开始使用').click();

  await button(page, '打开模板库').click();
  await button(page, '安装').waitFor();
  await tab.shot('zh-gallery');
  await button(page, '安装').click();
  const install = page.getByRole('dialog');
  await button(install, '安装').click();
  await install.waitFor({ state: 'hidden', timeout: 30_000 });

  const leads = await captureLead(tab);
  const stages = await moveCustomer(tab);
  const pipeline = await moveOpportunity(tab);
  await openCustomer(tab);
  await readDashboard(tab, { leads, stages, pipeline });
  await importLeads(tab, leads);
  await addField(tab);

  await button(page, 'English').click();
  await page.getByRole('link', { name: 'Customer', exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await tab.shot('en-after-switch');
  // Losing an opportunity without a reason is refused.
  expect(complaintsBut(tab, 422)).toEqual([]);
  await tab.context.close();
}, 240_000);
