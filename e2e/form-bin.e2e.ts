import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { button } from './support/story.ts';

const APP = 'attic';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a form is deleted in its designer, comes back from the bin with its records, and is deleted for good', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '阁楼' }, menu: [] } });
  await publishForm(api, APP, 'box', form('箱子', { name: field('text', '名称') }));
  await publishForm(api, APP, 'lamp', form('灯', { name: field('text', '名称') }));
  await api('POST', `records/${APP}/box/bulk`, { create: [{ values: { name: '旧书' } }] });
  const open = () => page.goto(placeOf(tab, APP, 'bin?part=forms'));

  await page.goto(placeOf(tab, APP, 'design/form/box'));
  await page.getByTitle('表单属性').click();
  await button(page, '删除表单').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('连同 1 条数据').waitFor();
  await button(dialog, '删除').click();
  await page.getByText('已删除表单「箱子」').waitFor();
  await tab.shot('zh-form-deleted');

  await open();
  await page.getByText('1 条数据').waitFor();
  await tab.shot('zh-bin-forms');
  await button(page, '恢复').click();
  await page.getByText('表单「箱子」已恢复').waitFor();
  await page.goto(placeOf(tab, APP, 'f/box'));
  await page.getByText('旧书').waitFor();

  await api('POST', `definitions/form/${APP}/box/deletion`, {});
  await open();
  await button(page, '彻底删除').click();
  const sure = page.getByRole('dialog');
  await sure.getByRole('textbox').fill('箱子');
  await button(sure, '彻底删除').click();
  await page.getByText('正在后台彻底删除「箱子」').waitFor();
  expect(tab.complaints).toEqual([]);
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});
