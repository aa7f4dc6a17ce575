import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigForm } from '../bench/form/big-form.ts';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { apiOf, publishForm } from './support/definitions.ts';
import { logIn, placeOf } from './support/login.ts';
import { drawnFields, forgetDrawn, watchDrawing } from './support/renders.ts';
import { button } from './support/story.ts';

const APP = 'wide';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('a keystroke in a form of 300 fields draws the field and what follows from it, nothing else', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const api = apiOf(tab);
  await api('POST', 'apps', { key: APP, document: { vocabulary: 1, label: { zh: '宽' }, menu: [] } });
  await publishForm(api, APP, 'big', bigForm() as object);
  await watchDrawing(page);
  await page.goto(placeOf(tab, APP, 'f/big'));
  await button(page, '新建大表单').first().click();
  const form = page.getByRole('dialog');
  await form.locator('[data-field="f39"]').waitFor();
  expect(await form.locator('[data-field]').count()).toBe(280);

  await form.locator('[data-field="t100"] input').focus();
  await forgetDrawn(page);
  await page.keyboard.type('甲');
  await expect.poll(() => drawnFields(page)).toEqual(['t100']);

  // Two numbers, the chain of formulas behind them and the texts that are required by these.
  await form.locator('[data-field="n0"] input').fill('50');
  await form.locator('[data-field="n1"] input').focus();
  await forgetDrawn(page);
  await page.keyboard.type('3');
  await expect.poll(() => drawnFields(page)).toEqual(['f0', 'f1', 'f2', 'f3', 'n1']);
  await forgetDrawn(page);
  await page.keyboard.type('0');
  await expect.poll(() => drawnFields(page)).toEqual(['f0', 'f1', 'f2', 'f3', 'n1', 't20', 't21']);
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
