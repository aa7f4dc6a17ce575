import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildForm, changeForm, fillForm, restoreForm } from './steps/build-form.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { keyboard, mouse } from './support/hands.ts';
import { crm, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test.each([
  // Of them 32 for as many fields and the form itself; the rest are lines, formula, rule, three publishings, a version.
  ['mouse', mouse, '设备巡检', 75],
  ['keyboard', keyboard, '设备保养', 350],
] as const)(
  'a form of 30 fields from blank, published, changed, brought back, by %s',
  async (_, hands, name, most) => {
    const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
    const own = hands(tab.page);
    await tab.page.goto(crm(tab, 'f/product'));
    await buildForm(tab, own, name);
    await changeForm(tab, own);
    await restoreForm(tab, own);
    expect(own.effort()).toBeLessThanOrEqual(most);
    await fillForm(tab, name);
    expect(tab.complaints).toEqual([]);
    await tab.context.close();
  },
  // A whole form, from its first field to its first record.
  300_000,
);
