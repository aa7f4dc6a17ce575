import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button } from '../support/story.ts';

/** As Excel in China saves it: GBK. Three rows, one with a day that no calendar has. */
const FILE = path.join(import.meta.dirname, '../fixtures/leads-gbk.csv');

/** Imports a file by the wizard: the bad row is named and mended before anything is written. */
export async function importLeads(tab: Tab, leads: number): Promise<void> {
  const { page } = tab;
  await page.getByRole('link', { name: '线索', exact: true }).click();
  await page.getByText(`共 ${leads} 条`).waitFor();
  await button(page, '更多操作').click();
  await page.getByRole('menuitem', { name: '导入' }).click();
  await page.locator('input[type=file]').setInputFiles({
    name: '线索.csv',
    mimeType: 'text/csv',
    buffer: readFileSync(FILE),
  });
  await button(page, '下一步').waitFor();
  await tab.shot('zh-import-mapping');
  await button(page, '下一步').click();
  const errors = page.getByRole('region', { name: '错误', exact: true });
  // It can be corrected in its place.
  expect(await errors.getByRole('textbox').inputValue()).toContain('2025-02-30');
  expect(await errors.locator('tbody tr').count()).toBe(1);
  await tab.shot('zh-import-preview');
  await page.getByRole('button', { name: /导入 2 行，跳过 1 行/ }).waitFor();
  // All mistakes of a kind have one answer; here it is one.
  const ask = '把“下次跟进”的这些错误都改为';
  await errors.getByRole('button', { name: ask }).click();
  await page.getByRole('textbox', { name: ask }).fill('2025-03-01 10:00');
  await page.getByRole('textbox', { name: ask }).press('Enter');
  await button(page, '按新的选择重新检查').click();
  await page.getByText('下次跟进：1 处改为“2025-03-01 10:00”').waitFor();
  await button(page, '导入 3 行').click();
  await page.getByText('已导入 3 条数据').waitFor();
  await tab.shot('zh-import-result');
  await button(page, '查看数据').click();
  await page.getByText(`共 ${leads + 3} 条`).waitFor();
  await page.getByText('杭州青禾数字工厂').first().waitFor();
}
