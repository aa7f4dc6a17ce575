import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, openTab } from './support/browser.ts';
import { crm, demoUrl, logIn } from './support/login.ts';
import { DEMO_PASSWORD } from './support/product.ts';
import { button, choose } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a salesperson whom the administrator added sees only their own, and no cost prices', async () => {
  const admin = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = admin;
  await page.goto('/');
  await page.getByRole('link', { name: '成员' }).click();
  await button(page, '新增成员').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('何小满');
  await choose(page, dialog.getByLabel('角色'), '销售');
  await dialog.getByLabel('邮箱').fill('he@example.com');
  await dialog.getByLabel('初始密码').fill(DEMO_PASSWORD);
  await button(dialog, '添加').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('he@example.com').waitFor();
  await admin.shot('zh-members');
  await page.goto(crm(admin, 'f/product'));
  await page.getByRole('columnheader', { name: '标准价' }).waitFor();
  await page.locator('.v-grid-title').first().click();
  await page.getByRole('dialog').getByLabel('成本价').waitFor();
  expect(admin.complaints).toEqual([]);
  await admin.context.close();

  const sales = await openTab(browser, { url: demoUrl(), locale: 'zh-CN', size: DESKTOP });
  const own = sales.page;
  await own.goto('/');
  await own.getByLabel('邮箱').fill('he@example.com');
  await own.getByLabel('密码').fill(DEMO_PASSWORD);
  await own.keyboard.press('Enter');
  await own.waitForURL(/\/w\//);
  await own.goto(crm(admin, 'f/lead'));
  // 68 leads of others are not theirs.
  await own.getByText('还没有线索').waitFor();
  expect(await button(own, '设计').count()).toBe(0);
  await button(own, '更多操作').click();
  await own.getByRole('menuitem', { name: '时间回溯' }).waitFor();
  expect(await own.getByRole('menuitem', { name: /导入|导出|公开表单/ }).count()).toBe(0);
  await own.keyboard.press('Escape');
  await sales.shot('zh-sales-empty');
  await own.goto(crm(admin, 'f/lead?new=1'));
  const form = own.getByRole('dialog');
  await form.getByLabel('线索名称').fill('何小满的线索');
  await form.getByLabel('公司名称').fill('扬州同创电子有限公司');
  await form.getByLabel('联系人').fill('卢敏');
  await form.getByLabel('手机').fill('13600136000');
  await choose(own, form.getByLabel('来源'), '官网');
  await choose(own, form.getByLabel('行业'), 'IT/软件');
  await button(form, '保存').click();
  await own.getByText('共 1 条').waitFor();
  const record = own.getByRole('dialog', { name: '详情' });
  await record.getByRole('heading', { name: '何小满的线索' }).waitFor();
  expect(await button(record, '删除').count()).toBe(0);

  await own.goto(crm(admin, 'f/product'));
  await own.getByRole('columnheader', { name: '标准价' }).waitFor();
  expect(await own.getByRole('columnheader', { name: '成本价' }).count()).toBe(0);
  await own.locator('.v-grid-title').first().click();
  const product = own.getByRole('dialog', { name: '详情' });
  await product.getByText('标准价').first().waitFor();
  expect(await product.getByText('成本价').count()).toBe(0);
  expect(await button(own, '新建产品').count()).toBe(0);
  expect(sales.complaints).toEqual([]);
  await sales.context.close();
});
