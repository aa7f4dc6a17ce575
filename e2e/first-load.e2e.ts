import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, launchBrowser } from './support/browser.ts';
import { crm, demoUrl, logIn } from './support/login.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** Kilobytes (1,000 bytes) of scripts as they travel (brotli): see docs/bench.md. This may only be lowered. */
const MOST = 450;

/** Large, and needed by none of those who look at a list: charts, canvases, editors, the dictionary of pinyin. */
const LATER = /\/(legend|editor|formula-editor|pinyin|xlsx|purify|JsBarcode|scan-dialog)-/;

test('a list is usable before much has been loaded, in a browser that has nothing yet', async () => {
  const tab = await logIn(browser, { locale: 'zh-CN', size: DESKTOP });
  const fresh = await browser.newContext({
    baseURL: demoUrl(),
    locale: 'zh-CN',
    viewport: DESKTOP,
    storageState: await tab.context.storageState(),
  });
  const page = await fresh.newPage();
  // Said by the page itself: a test learns of the grid a little later, when more is on its way already.
  await page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (!document.querySelector('.v-grid-title')) return;
      performance.mark('usable');
      watch.disconnect();
    });
    watch.observe(document, { childList: true, subtree: true });
  });
  await page.goto(crm(tab, 'f/account?view=account_all'));
  await page.locator('.v-grid-title').first().click({ trial: true });
  const loaded = await page.evaluate(() => {
    const usable = performance.getEntriesByName('usable')[0]?.startTime ?? Number.POSITIVE_INFINITY;
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= usable)
      .map(({ name }) => name);
  });
  const sizes = await Promise.all(loaded.map(sentBytes));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes / 1000).toBeGreaterThan(100);
  expect(bytes / 1000).toBeLessThan(MOST);
  expect(loaded.filter((url) => LATER.test(url))).toEqual([]);
  await fresh.close();
  await tab.context.close();
});

/** Bytes of a file as a browser over https is sent it. */
async function sentBytes(url: string): Promise<number> {
  const reply = await fetch(url, { headers: { 'accept-encoding': 'br' } });
  const text = await reply.arrayBuffer();
  return Number(reply.headers.get('content-length') ?? text.byteLength);
}
