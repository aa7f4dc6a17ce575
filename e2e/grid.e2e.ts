import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { complaintsBut, DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, field, form, publishForm } from './support/definitions.ts';
import { crm, logIn, placeOf } from './support/login.ts';
import { button } from './support/story.ts';

const APP = 'sheet';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a table works like a spreadsheet: typing, pasting from Excel, filling, undo, groups with totals', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  await page.goto(crm(tab, 'f/contact'));
  await page.locator('.v-grid-title').first().waitFor();
  const names = await page.locator('.v-grid-sort').allTextContents();
  const phone = names.indexOf('手机');
  const cell = (row: number, col: number) =>
    page.locator(`.v-grid-row[aria-rowindex="${row + 2}"] > [aria-colindex="${col + 2}"]`);
  const texts = (col: number) => Promise.all([0, 1, 2, 3].map((row) => cell(row, col).textContent()));
  const before = await texts(phone);

  await cell(0, phone).click({ position: { x: 60, y: 30 } });
  await paste(page, '13900001111\r\n不是电话\r\n13900003333\r\n');
  await said(page, '已粘贴 2 格，1 格没有保存');
  expect(await texts(phone)).toEqual(['139 0000 1111', before[1], '139 0000 3333', before[3]]);
  await cell(1, phone).and(page.locator('[aria-invalid=true]')).waitFor();

  const job = names.indexOf('职务');
  const jobs = await texts(job);
  await cell(0, job).click({ position: { x: 60, y: 30 } });
  await page.keyboard.insertText('键入的职务');
  await page.keyboard.press('Enter');
  await cell(0, job).getByText('键入的职务').waitFor();
  await page.keyboard.press('ArrowUp');
  for (const _ of [1, 2]) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await said(page, '已填充 2 格');
  expect((await texts(job)).slice(0, 3)).toEqual(['键入的职务', '键入的职务', '键入的职务']);
  for (const _ of ['filling', 'typing', 'pasting']) await undo(page);
  expect([await texts(job), await texts(phone)]).toEqual([jobs, before]);

  await page.goto(crm(tab, 'f/opportunity?view=opportunity_all&group=stage'));
  await page.locator('.v-group-line').first().waitFor();
  await page.getByRole('columnheader', { name: '金额' }).hover();
  await page.getByRole('button', { name: '“金额”列的操作' }).click();
  await page.getByRole('menuitem', { name: '统计' }).hover();
  await page.getByRole('menuitem', { name: '求和' }).click();
  await page.locator('.v-totals-line', { hasText: /求和¥/ }).waitFor();
  const heads = page.locator('.v-grid-body > .v-group-line');
  const first = heads.first();
  await expect.poll(() => first.textContent()).toMatch(/条.*求和¥/);
  const lines = await page.getByRole('grid').getAttribute('aria-rowcount');
  await first.getByRole('button').click();
  await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).not.toBe(lines);
  expect(await wrongOn(page)).toEqual([]);

  // However long a list is, rows stand on the page only for what is in sight.
  await page.goto(crm(tab, 'f/followup?view=followup_all'));
  const rows = page.locator('.v-grid-row');
  await rows.first().waitFor();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight }));
  await expect
    .poll(() => rows.last().getAttribute('aria-rowindex'))
    .toBe(await page.getByRole('grid').getAttribute('aria-rowcount'));
  expect(await rows.count()).toBeLessThan(60);
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

test('chosen cells have a sum, rows a menu, and what is only warned of asks once why it goes on', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '表格' }, menu: [] } });
  const deal = form('报价', { name: field('text', '名称'), amount: field('number', '金额') });
  const dear = { '>': [{ var: 'amount' }, '500'] };
  const checks = [{ key: 'dear', level: 'warning', message: { zh: '金额偏大' }, when: dear }];
  await publishForm(api, APP, 'deal', { ...deal, trellis: { ...deal.trellis, checks } });
  await api('POST', `records/${APP}/deal/bulk`, {
    create: ['甲', '乙', '丙'].map((name, n) => ({ values: { name, amount: `${n + 1}00.5` } })),
  });
  await page.goto(placeOf(tab, APP, 'f/deal?sort=name'));
  await page.locator('.v-grid-title').first().waitFor();
  const amounts = page.locator('.v-grid-row > [aria-colindex="3"]');

  // A hand draws over the three amounts.
  const [from, to] = [await amounts.nth(0).boundingBox(), await amounts.nth(2).boundingBox()];
  await page.mouse.move((from?.x ?? 0) + 20, (from?.y ?? 0) + 18);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 30, (to?.y ?? 0) + 18, { steps: 5 });
  await page.mouse.up();
  await page.locator('.v-area-summary', { hasText: '合计 601.5' }).waitFor();

  await paste(page, '800\r\n50\r\n900\r\n');
  const question = page.getByRole('dialog', { name: '请再看一眼' });
  await question.getByText('金额偏大').waitFor();
  await question.getByRole('textbox').fill('老客户');
  await button(question, '仍然保存').click();
  await said(page, '已粘贴 3 格');
  await expect.poll(() => amounts.allTextContents()).toEqual(['800', '50', '900']);

  await page.keyboard.press('Shift+F10');
  const duplicate = page.getByRole('menuitem', { name: /^复制为新数据/ });
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowDown');
      return duplicate.evaluate((item) => item === document.activeElement);
    })
    .toBe(true);
  await page.keyboard.press('Enter');
  const copy = page.getByRole('dialog', { name: '新建报价' });
  await expect.poll(() => copy.getByLabel('金额').inputValue()).toBe('800');
  await page.keyboard.press('Escape');
  await amounts.nth(2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByText('已删除 1 条').waitFor();
  await expect.poll(() => amounts.count()).toBe(2);
  expect(complaintsBut(tab, 422)).toEqual([]);
  await api('DELETE', `apps/${APP}?confirm=${APP}`);
  await tab.context.close();
});

/** As Ctrl-V does, whatever the clipboard of this machine holds. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((held) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', held);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);
}

const said = (page: Page, text: string): Promise<void> =>
  page.locator('.v-grid-said', { hasText: text }).waitFor();

/** Takes the last step back, by the button this time, and waits until it is written. */
async function undo(page: Page): Promise<void> {
  const written = page.waitForResponse((response) => response.url().endsWith('/update'));
  await button(page, '撤销').click();
  await written;
  await said(page, '已撤销');
  await button(page, '重做').and(page.locator(':enabled')).waitFor();
}
