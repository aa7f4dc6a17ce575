import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button, drag } from '../support/story.ts';

/** Adds a field by drag and publishes it: a drag and three clicks, and it is in the list and in the form. */
export async function addField(tab: Tab): Promise<void> {
  const { page } = tab;
  let actions = 0;
  const counted = async (act: Promise<unknown>) => {
    actions++;
    await act;
  };
  await counted(button(page, '设计').click());
  const canvas = page.getByRole('main', { name: '画布' });
  await canvas.waitFor();
  const type = page.locator('.d-palette').getByRole('button', { name: '评分' });
  const place = canvas.getByRole('button', { name: /^地区，/ });
  await counted(drag(page, type, place));
  const label = page.getByRole('complementary', { name: '属性' }).getByLabel('名称', { exact: true });
  // The new field's name has the focus and is selected: one just types.
  await expect.poll(() => label.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.insertText('匹配度');
  await tab.shot('zh-designer');
  await counted(button(page, '发布').click());
  const plan = page.getByRole('dialog');
  await plan.getByText('匹配度').first().waitFor();
  await tab.shot('zh-publish');
  await counted(button(plan, '发布').click());
  await plan.waitFor({ state: 'hidden' });
  await counted(page.getByRole('link', { name: '返回数据列表' }).click());
  expect(actions).toBeLessThanOrEqual(6);
  await page.getByRole('columnheader', { name: '匹配度' }).waitFor();
  await button(page, '新建线索').first().click();
  const form = page.getByRole('dialog');
  await form.getByText('匹配度').waitFor();
  await tab.shot('zh-new-field');
  await button(form, '取消').click();
  await form.waitFor({ state: 'hidden' });
}
