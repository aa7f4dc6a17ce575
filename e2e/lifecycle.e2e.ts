import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser, openTab, PHONE, type Tab } from './support/browser.ts';
import { type Product, startProduct } from './support/product.ts';
import { button, carry, choose, drag, fitsTheScreen, lane, laneCount, WORDS } from './support/story.ts';

/**
 * The whole story of the product, from an empty installation to a working CRM: once in Chinese at a desk, once in English
 * on a phone. A complaint of the browser's console fails a story.
 */
const ADMIN = { email: 'wang@example.com', password: 'correct-horse-7' };
let browser: Browser;
let product: Product;

beforeAll(async () => {
  [browser, product] = await Promise.all([launchBrowser(), startProduct()]);
});
afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

test('zh, at a desk: first run, template, lead, lifecycle board, customer, language', async () => {
  const tab = await openTab(browser, { url: product.url, locale: 'zh-CN', size: DESKTOP });
  const { page } = tab;
  const w = WORDS.zh;

  await page.goto('/');
  await page.getByLabel(w.workspaceName).fill('云岭智能装备');
  await page.getByLabel(w.yourName).fill('王总');
  await page.getByLabel(w.email).fill(ADMIN.email);
  await page.getByLabel(w.password).fill(ADMIN.password);
  await tab.shot('zh-setup');
  await button(page, w.getStarted).click();

  await button(page, w.openTemplates).click();
  await tab.shot('zh-gallery');
  await button(page, w.install).click();
  await tab.shot('zh-install');
  await page.getByRole('dialog').waitFor();
  await button(page.getByRole('dialog'), w.install).click();

  await captureLead(tab);
  await moveOnTheBoard(tab);
  await openCustomer(tab);

  await button(page, w.other).click();
  await page.getByRole('link', { name: WORDS.en.customers, exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});

async function captureLead(tab: Tab): Promise<void> {
  const { page } = tab;
  const w = WORDS.zh;
  await page.getByRole('link', { name: w.lead, exact: true }).click();
  await page.getByText(/共 68 条/).waitFor();
  await tab.shot('zh-leads');
  await button(page, w.create).first().click();
  const form = page.getByRole('dialog');
  await form.getByLabel(w.leadName).fill('苏州启明设备联网');
  await form.getByLabel(w.company).fill('苏州启明电子有限公司');
  await form.getByLabel(w.contactName).fill('张伟');
  await choose(page, form.getByLabel(w.source), w.website);
  await choose(page, form.getByLabel(w.industry), w.it);
  // Neither a mobile number nor an e-mail: the form says so at the field and keeps what was typed.
  await button(form, w.save).click();
  await form.getByText('手机和邮箱至少填写一个').waitFor();
  await tab.shot('zh-lead-error');
  await form.getByLabel(w.mobile).fill('13800138000');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/共 69 条/).waitFor();
  await page.getByText('苏州启明设备联网').first().waitFor();
  // The new record stands open beside the list.
  await tab.shot('zh-lead-created');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

async function moveOnTheBoard(tab: Tab): Promise<void> {
  const { page } = tab;
  const w = WORDS.zh;
  await page.getByRole('link', { name: w.customers, exact: true }).click();
  await lane(page, w.discover).locator('.v-card').first().waitFor();
  const [from, to] = [await laneCount(page, w.discover), await laneCount(page, w.explore)];
  await tab.shot('zh-board');
  const card = lane(page, w.discover).locator('.v-card').first();
  const title = (await card.locator('.v-card-title').textContent()) ?? '';
  await drag(page, card, lane(page, w.explore).locator('.v-card').first());
  await lane(page, w.explore).getByText(title).waitFor();
  await expect.poll(() => laneCount(page, w.explore)).toBe(to + 1);
  expect(await laneCount(page, w.discover)).toBe(from - 1);
  // By keyboard: space lifts, the right arrow carries to the next lane, space drops.
  await lane(page, w.explore).locator('.v-card', { hasText: title }).focus();
  await carry(page, ['Space', 'ArrowRight', 'Space']);
  await lane(page, w.engage).getByText(title).waitFor();
  await page.reload();
  await lane(page, w.engage).getByText(title).waitFor();
}

async function openCustomer(tab: Tab): Promise<void> {
  const { page } = tab;
  await lane(page, WORDS.zh.engage).locator('.v-card-title').nth(1).click();
  await page.getByRole('tab', { name: /联系人/ }).waitFor();
  await tab.shot('zh-customer');
  await page.getByRole('tab', { name: /商机/ }).click();
  await tab.shot('zh-customer-opportunities');
}

test('en, on a phone: log in, capture a lead, look around', async () => {
  const tab = await openTab(browser, { url: product.url, locale: 'en-US', size: PHONE });
  const { page } = tab;
  await page.goto('/');
  await page.getByLabel(WORDS.en.email).fill(ADMIN.email);
  await page.getByLabel(WORDS.en.password).fill(ADMIN.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\//);
  await tab.shot('en-phone-home');
  await fitsTheScreen(page);
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
