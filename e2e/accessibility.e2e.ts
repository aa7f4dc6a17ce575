import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser, openTab } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('the pages keep WCAG A and AA', async () => {
  const out = await openTab(browser, { url: inject('demoUrl'), locale: 'zh-CN', size: DESKTOP });
  await out.page.goto('/');
  await out.page.getByLabel('邮箱').waitFor();
  expect(await wrongOn(out.page), 'login').toEqual([]);
  await out.context.close();

  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const places = [
    ['f/lead', '.v-grid-title'],
    ['f/opportunity?view=opportunity_board', '.v-card'],
    ['d/overview', '.r-echart svg'],
    ['design/form/lead', '.d-frame'],
    ['f/lead/import', '.v-import-drop'],
    ['f/lead?new=1', '.f-form input'],
  ] as const;
  for (const [place, there] of places) {
    await page.goto(crm(tab, place));
    await page.locator(there).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.t-skeleton'));
    expect(await wrongOn(page), place).toEqual([]);
  }
  await page.goto(crm(tab, 'f/account?view=account_all'));
  await page.locator('.v-grid-title').first().click();
  await page.getByRole('dialog').getByLabel('简称', { exact: true }).waitFor();
  expect(await wrongOn(page), 'record').toEqual([]);
  await tab.context.close();
});
