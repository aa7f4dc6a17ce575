import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button } from '../support/story.ts';

/** Opens a customer with its contacts and opportunities, changes its short name; history tells what was and what is. */
export async function openCustomer(tab: Tab): Promise<void> {
  const { page } = tab;
  await page.getByRole('link', { name: '客户', exact: true }).click();
  await page.getByRole('tab', { name: '全部客户' }).click();
  await page.locator('.v-grid-title').first().click();
  const record = page.getByRole('dialog');
  await button(record, '在整页中打开').click();
  await record.waitFor({ state: 'hidden' });
  await related(tab, '联系人');
  await tab.shot('zh-customer-contacts');
  await related(tab, '商机');

  await page.getByRole('tab', { name: '详情' }).click();
  const short = page.getByLabel('简称', { exact: true });
  const before = await short.inputValue();
  await short.fill('昆山精工');
  await page.getByText('1 处修改未保存').waitFor();
  await button(page, '保存').click();
  await button(page, '保存').waitFor({ state: 'hidden' });
  const change = page.getByRole('complementary', { name: '动态' }).locator('li').first();
  await change.getByText('昆山精工').waitFor();
  expect(await change.locator('.v-before').textContent()).toContain(before);
  await tab.shot('zh-customer-history');
}

/** The count on a tab is that of the list below it. */
async function related(tab: Tab, name: string): Promise<void> {
  const { page } = tab;
  const one = page.getByRole('tab', { name: new RegExp(`^${name}`) });
  await one.locator('.v-tab-count').waitFor();
  const count = Number(await one.locator('.v-tab-count').textContent());
  expect(count).toBeGreaterThan(0);
  await one.click();
  await page.locator('.v-related').getByText(`共 ${count} 条`).waitFor();
}
