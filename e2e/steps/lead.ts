import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button, choose, listTotal } from '../support/story.ts';

/** Captures a lead; a mistake is told at its field and nothing typed is lost. Gives how many leads there are now. */
export async function captureLead(tab: Tab): Promise<number> {
  const { page } = tab;
  await page.getByRole('link', { name: '线索', exact: true }).click();
  const before = await listTotal(page);
  await tab.shot('zh-leads');
  await button(page, '新建线索').first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('线索名称').fill('苏州启明设备联网');
  await form.getByLabel('公司名称').fill('苏州启明电子有限公司');
  await form.getByLabel('联系人').fill('张伟');
  await choose(page, form.getByLabel('来源'), '官网');
  await choose(page, form.getByLabel('行业'), 'IT/软件');
  // Neither a mobile number nor an e-mail.
  await button(form, '保存').click();
  await form.getByText('手机和邮箱至少填写一个').waitFor();
  expect(await form.getByLabel('线索名称').inputValue()).toBe('苏州启明设备联网');
  await tab.shot('zh-lead-error');
  await form.getByLabel('手机').fill('13800138000');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`共 ${before + 1} 条`).waitFor();
  await page.getByRole('heading', { name: '苏州启明设备联网' }).waitFor();
  await tab.shot('zh-lead-created');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  return before + 1;
}
