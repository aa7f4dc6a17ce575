import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Tab } from '../support/browser.ts';
import { button, choose, fitsTheScreen } from '../support/story.ts';

const NAME = '成套电柜';
/** Saving and reading again may take a while on a busy machine. */
const PATIENT = { timeout: 10_000 };

/** Puts a sub-form with an item, a number and an amount into the form of products, and publishes it. */
export async function designLines(tab: Tab): Promise<void> {
  const { page } = tab;
  await button(page, '设计').click();
  await page.getByRole('main', { name: '画布' }).waitFor();
  await page.locator('.d-palette').getByRole('button', { name: '子表单' }).click();
  const panel = page.getByRole('complementary', { name: '属性' });
  await panel.getByLabel('名称', { exact: true }).fill('明细');
  await panel.getByLabel('名称', { exact: true }).blur();
  for (const [type, name] of [
    ['数字', '数量'],
    ['金额', '单价'],
  ] as const) {
    await choose(page, panel.getByLabel('添加列'), type);
    const column = panel.locator('.d-column-panel');
    await column.getByLabel('名称', { exact: true }).fill(name);
    await column.getByLabel('名称', { exact: true }).blur();
    await column.getByRole('checkbox', { name: '必填' }).check();
    await button(column, '收起这一列').click();
  }
  await choose(page, panel.getByLabel('列统计 数量'), '合计');
  await choose(page, panel.getByLabel('列统计 单价'), '合计');
  await tab.shot('zh-subform-designer');
  await button(page, '发布').click();
  const plan = page.getByRole('dialog');
  await plan.getByText('明细').first().waitFor();
  await button(plan, '发布').click();
  await plan.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: '返回数据列表' }).click();
  await page.getByRole('columnheader', { name: '明细' }).waitFor();
}

/** The sub-form as a form shows it. */
const linesIn = (page: Page, place: Page | Locator) =>
  place.locator('.f-field').filter({ has: page.locator('.f-label', { hasText: /^明细$/ }) });
const grid = (place: Page | Locator) => place.getByRole('table', { name: '明细' });
const cellAt = (place: Page | Locator, row: number, column: number) =>
  place.locator(`[data-cell="${row}.${column}"]`);
const texts = (place: Page | Locator) =>
  grid(place)
    .locator('.f-rows-line:not(.f-rows-head):not(.f-rows-foot)')
    .evaluateAll((lines) =>
      lines.map((line) =>
        [...line.querySelectorAll('[data-cell]')]
          .map((cell) => cell.querySelector('input')?.value ?? cell.textContent)
          .join('|'),
      ),
    );

/** Enters lines by keyboard alone, pastes more from a spreadsheet, sees what is wrong and what they come to, saves. */
export async function enterLines(tab: Tab): Promise<void> {
  const { page } = tab;
  await button(page, '新建产品').first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel('产品编码').fill('CT-01');
  await form.getByLabel('产品名称').fill(NAME);
  await choose(page, form.getByLabel('类别'), '服务');
  await form.getByLabel('标准价').fill('1');
  const lines = linesIn(page, form);
  await button(lines, '添加一行').click();
  await cellAt(lines, 0, 0).focus();
  const type = async (...values: string[]) => {
    for (const value of values) {
      await page.keyboard.insertText(value);
      await page.keyboard.press('Tab');
    }
  };
  // The last Tab of a line begins the next one.
  await type('轴承', '2', '19.9', '螺丝', '100', '0.5', '皮带', '3', '45');
  await expect
    .poll(() => texts(lines), PATIENT)
    .toEqual(['轴承|2|¥19.90', '螺丝|100|¥0.50', '皮带|3|¥45.00', '||']);
  await form.getByText('合计 105').waitFor();
  await cellAt(lines, 3, 0).focus();
  await cellAt(lines, 3, 0)
    .locator('input')
    .evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '电机\t1\t1,200\n"控制柜, 大"\t很多\t9000\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
  await expect
    .poll(() => texts(lines).then((all) => all.slice(3)), PATIENT)
    .toEqual(['电机|1|¥1,200.00', '控制柜, 大|很多|¥9,000.00']);
  await button(form, '保存').click();
  await form.getByText(/第 5 行 · 数量/).waitFor();
  await tab.shot('zh-subform-error');
  await cellAt(lines, 4, 1).focus();
  await cellAt(lines, 4, 1).locator('input').fill('4');
  await form.getByText('合计 110').waitFor();
  await tab.shot('zh-subform-grid');
  await button(form, '保存').click();
  await page.getByRole('dialog', { name: '详情' }).getByRole('heading', { name: NAME }).waitFor();
}

/** Opens what was saved, changes a line, takes one out, saves; the list says what is left. */
export async function changeLines(tab: Tab): Promise<void> {
  const { page } = tab;
  const record = page.getByRole('dialog', { name: '详情' });
  const lines = linesIn(page, record);
  await expect.poll(() => texts(lines).then((all) => all.length), PATIENT).toBe(5);
  await lines.getByRole('button', { name: '删除第 2 行' }).click();
  await cellAt(lines, 0, 1).focus();
  await cellAt(lines, 0, 1).locator('input').fill('20');
  await page.keyboard.press('Enter');
  await button(record, '保存').click();
  await page.getByText('已保存').waitFor();
  await page.reload();
  await expect
    .poll(() => texts(lines), PATIENT)
    .toEqual(['轴承|20|¥19.90', '皮带|3|¥45.00', '电机|1|¥1,200.00', '控制柜, 大|4|¥9,000.00']);
  await tab.shot('zh-subform-saved');
  await page.keyboard.press('Escape');
  await page
    .getByText(/^4 行 · 数量 合计 28/)
    .first()
    .waitFor();
  await tab.shot('zh-subform-list');
}

/** The same lines on a phone: cards, and a screen for each. */
export async function lineOnPhone(tab: Tab): Promise<void> {
  const { page } = tab;
  await page.getByText(NAME).first().click();
  const lines = linesIn(page, page);
  const card = lines.getByRole('button', { name: /^编辑第 1 行/ });
  await card.waitFor();
  await fitsTheScreen(page);
  await tab.shot('zh-phone-subform');
  const row = page.getByRole('dialog', { name: '第 1 行' });
  await card.click();
  await row.getByLabel('数量').fill('7');
  await tab.shot('zh-phone-subform-row');
  await fitsTheScreen(page);
  await button(row, '完成').click();
  await button(lines, '添加一行').click();
  const added = page.getByRole('dialog', { name: '第 5 行' });
  await added.getByLabel('项目').fill('运费');
  await added.getByLabel('数量').fill('1');
  await added.getByLabel('单价').fill('80');
  await button(added, '完成').click();
  await page.getByText(/^5 行 · 数量 合计 16/).waitFor();
  await button(page, '保存').click();
  await page.getByText('已保存').waitFor();
  await tab.shot('zh-phone-subform-saved');
}
