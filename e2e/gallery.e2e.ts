import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wrongOn } from './support/axe.ts';
import { DESKTOP, launchBrowser, openTab, PHONE } from './support/browser.ts';
import { fitsTheScreen } from './support/story.ts';

const WEB = path.resolve(import.meta.dirname, '../apps/web');

let browser: Browser;
let url: string;
let folder: string;
let server: ReturnType<typeof vite>;

const vite = (command: 'build' | 'preview', ...more: string[]) =>
  spawn(
    process.execPath,
    [path.join(WEB, 'node_modules/vite/bin/vite.js'), command, '--outDir', folder, ...more],
    {
      cwd: WEB,
      env: { ...process.env, NODE_ENV: 'development', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );

/**
 * The gallery is part of development alone, where React says more of what is wrong, too. Bundled, its pages load in a
 * tenth of the time that a server of single modules takes.
 */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'trellis-gallery-'));
  const building = vite('build', '--mode', 'development', '--minify', 'false', '--logLevel', 'error');
  const built = once(building, 'exit');
  browser = await launchBrowser();
  expect(await built).toEqual([0, null]);
  server = vite('preview', '--port', '0');
  url = await new Promise((resolve, reject) => {
    let said = '';
    server.once('exit', (code) => reject(new Error(`vite ended with ${code}: ${said}`)));
    server.stdout.on('data', (data) => {
      said += data;
      const found = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (found) resolve(found);
    });
  });
});
afterAll(async () => {
  await browser?.close();
  if (server?.exitCode === null && server.kill()) await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

// At the same time: each waits for its page most of the time.
test.concurrent.for([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)(
  'every field type, in every state, keeps WCAG A and AA: %s',
  { timeout: 300_000 },
  async ([, size], { expect }) => {
    const tab = await openTab(browser, { url, locale: 'zh-CN', size });
    const { page } = tab;
    // The frame with the phone loads everything once more for each type; the second size looks at them on a phone.
    const empty = {
      contentType: 'text/html',
      body: '<!doctype html><html lang="zh"><title>phone</title></html>',
    };
    await page.route(/\/fields\?.*state=/, (route) => route.fulfill(empty));
    await page.goto('/fields');
    await page.locator('[data-state="public"]').waitFor();
    const types = await page
      .locator('.g-types a')
      .evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
    expect(types.length).toBeGreaterThan(30);
    for (const type of types) {
      await page.locator(`.g-types a[href="${type}"]`).click();
      await page.locator(`.g-types a[href="${type}"][aria-current]`).waitFor();
      await fitsTheScreen(page);
      expect.soft(await wrongOn(page), type).toEqual([]);
    }
    expect(tab.complaints).toEqual([]);
    await tab.context.close();
  },
);

test('the inputs of public forms keep WCAG A and AA on a phone', async () => {
  const tab = await openTab(browser, { url, locale: 'zh-CN', size: PHONE });
  const { page } = tab;
  await page.goto('/fields?state=public');
  await page.locator('[data-state="visitors"]').waitFor();
  expect(await page.locator('.p-field[data-field]').count()).toBeGreaterThan(25);
  await fitsTheScreen(page);
  expect(await wrongOn(page)).toEqual([]);
  await tab.shot('zh-gallery-visitors');
  expect(tab.complaints).toEqual([]);
  await tab.context.close();
});
