import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { button } from './support/story.ts';

const APP = 'fresh';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Clicks from here on, as the page gets them. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = window as unknown as { clicks: number };
    counter.clicks = 0;
    // By mouse: the click that a label passes on to its input is the same one.
    addEventListener('pointerdown', () => counter.clicks++, { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { clicks: number }).clicks);
}

test('a field is live within six clicks and twenty seconds; a spreadsheet becomes a form with its rows', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '新表' }, menu: [] } });
  await publishForm(api, APP, 'ticket', form('工单', { name: field('text', '名称') }));
  await api('POST', `records/${APP}/ticket/bulk`, { create: [{ values: { name: '屏幕不亮' } }] });

  await page.goto(placeOf(tab, APP, 'f/ticket'));
  await page.getByText('屏幕不亮').waitFor();
  const clicks = await countClicks(page);
  const begun = Date.now();
  await button(page, '添加字段').click();
  await page.getByLabel('字段名称').fill('预算');
  await button(page, '金额').click();
  await button(page, '添加').click();
  await page.getByRole('columnheader', { name: '预算' }).waitFor();
  expect(await clicks()).toBeLessThanOrEqual(6);
  expect(Date.now() - begun).toBeLessThan(20_000);
  await tab.shot('zh-field-added');

  await button(page, '新建表单').click();
  await page.getByRole('button', { name: /^从 Excel/ }).click();
  const rows = Array.from(
    { length: 12 },
    (_, n) => `客户${n},${n % 2 ? '进行中' : '完成'},2026-03-0${(n % 9) + 1},¥${n}.50`,
  );
  await page.locator('input[type=file]').setInputFiles({
    name: '商机.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`客户名称,状态,签约日期,金额\n${rows.join('\n')}\n`),
  });
  await page.getByRole('region', { name: '导入后的样子' }).waitFor();
  await tab.shot('zh-sheet');
  await button(page, '创建并导入 12 行').click();
  await page.getByText('已导入 12 条').waitFor();
  await button(page, '打开表单').click();
  await page.getByRole('columnheader', { name: '签约日期' }).waitFor();
  await page.getByText('共 12 条').waitFor();
  expect(tab.complaints).toEqual([]);
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});
