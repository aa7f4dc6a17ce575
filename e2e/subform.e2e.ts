import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeLines, designLines, enterLines, lineOnPhone } from './steps/subform.ts';
import { DESKTOP, launchBrowser, PHONE } from './support/browser.ts';
import { crm, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

test('lines inside a record: designed, typed, pasted, added up, saved, changed, and on a phone', async () => {
  const desk = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  await desk.page.goto(crm(desk, 'f/product'));
  await designLines(desk);
  await enterLines(desk);
  await changeLines(desk);
  expect(desk.complaints).toEqual([]);
  await desk.context.close();
  const phone = await logIn(browser, { locale: 'zh-CN', size: PHONE });
  await phone.page.goto(crm(phone, 'f/product'));
  await lineOnPhone(phone);
  expect(phone.complaints).toEqual([]);
  await phone.context.close();
});
