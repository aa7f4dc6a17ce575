import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';
import { button } from './support/story.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a value comes back from the timeline, a record is seen as it was, and one from the bin', async () => {
  const desk = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = desk;
  await page.goto(crm(desk, 'f/product'));
  await page.locator('.v-grid-title').first().click();
  await button(page, '在整页中打开').click();
  const heading = page.locator('.v-record h1');
  await page.locator('.v-activity-entry').first().waitFor();
  const before = (await heading.textContent()) ?? '';

  // A wrong name is put back; history says so.
  const name = page.getByRole('textbox', { name: /^产品名称/ });
  await name.fill('写错的名称');
  await page.keyboard.press('Control+Enter');
  const entry = page.locator('.v-activity-entry', { hasText: '写错的名称' }).first();
  await entry.hover();
  await entry.getByRole('button', { name: '恢复原值…' }).click();
  await button(page, '恢复 1 项').click();
  await page.getByText('恢复到').first().waitFor();
  expect(await heading.textContent()).toBe(before);

  // As it was in between, with what is different now.
  await button(page, '更多操作').click();
  await page.getByRole('menuitem', { name: '时间回溯' }).click();
  await page.getByText('与现在不同的有 1 项').waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await page.keyboard.press('Escape');

  // Deleted, and back from the bin.
  await button(page, '更多操作').click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.locator('.v-grid-title').first().waitFor();
  await page.goto(crm(desk, 'bin?form=product'));
  const binned = page.locator('.v-bin-list li', { hasText: before });
  await binned.getByText('还剩 30 天').waitFor();
  expect(await wrongOn(page)).toEqual([]);
  await desk.shot('zh-bin');
  await button(binned, '恢复').click();
  await page.getByText(`“${before}”已恢复`).waitFor();
  await binned.waitFor({ state: 'detached' });
});
