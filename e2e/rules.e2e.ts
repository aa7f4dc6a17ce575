import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { button } from './support/story.ts';

const APP = 'ruled';
const options = [
  { key: 'company', label: { zh: '企业' } },
  { key: 'person', label: { zh: '个人' } },
];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function choose(page: Page, list: Locator, option: string): Promise<void> {
  await list.click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

test('a rule is built by mouse, tried out on both devices and explained, without anything being stored', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '规则' }, menu: [] } });
  const fields = {
    name: field('text', '名称'),
    kind: field('select', '类型', { options, display: 'tiles' }),
    tax: field('text', '税号'),
  };
  await publishForm(api, APP, 'customer', form('客户', fields));
  await page.goto(placeOf(tab, APP, 'design/form/customer'));
  await button(page, '规则').click();
  await button(page, '新建规则').click();
  const editor = page.locator('.d-rule-editor');
  await button(editor, '添加条件').click();
  await choose(page, editor.getByRole('combobox', { name: '字段', exact: true }), '类型');
  await editor.getByRole('combobox', { name: '值' }).click();
  await page.locator('.ant-select-dropdown:visible').getByText('企业').click();
  await page.keyboard.press('Escape');
  await choose(page, editor.getByRole('combobox', { name: '第 1 个结果 显示' }), '税号');
  await page.keyboard.press('Escape');
  await button(editor, '添加结果').click();
  // The next effect starts with the fields of the one before.
  await editor.getByText('必填').waitFor();
  await tab.shot('zh-rule');
  await button(editor, '保存规则').click();
  await page.getByRole('article').getByText('类型 是 企业').waitFor();
  await button(page, '关闭').click();

  await button(page, '试一试').click();
  const [desk, phone] = ['电脑上的样子', '手机上的样子'].map((name) => page.getByRole('region', { name }));
  if (!desk || !phone) throw new Error('no frames');
  const states = page.getByRole('region', { name: '字段状态' });
  await states.getByText('税号').click();
  await states.getByText('不成立').first().waitFor();
  expect(await desk.getByText('税号').count()).toBe(0);
  // Both frames are one record.
  await desk.getByText('企业').click();
  await phone.getByLabel('税号').waitFor();
  await button(page, '提交试试').click();
  await phone.getByText('请填写税号').waitFor();
  await phone.getByLabel('税号').fill('91330000');
  await button(page, '提交试试').click();
  await page.getByRole('region', { name: '可以提交，将保存以下内容' }).getByText('91330000').waitFor();
  await tab.shot('zh-try');
  const stored = (await api('POST', `records/${APP}/customer/query`, {})) as { records?: unknown[] };
  expect(JSON.stringify(stored)).not.toContain('91330000');
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
