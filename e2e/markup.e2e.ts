import path from 'node:path';
import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markupOfBrowser } from '../apps/web/lean.ts';
import { type CleanHtml, cleanHtml } from '../packages/forms/src/values/html.ts';
import { launchBrowser } from './support/browser.ts';

declare global {
  interface Window {
    markup?: { cleanHtml(input: string): CleanHtml };
    ran?: boolean;
  }
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const FILE = '01900000-0000-7000-8000-00000000f101';
const piece = fc.oneof(
  fc.constantFrom('<p>', '</p>', '<b>', '</b>', '<ul>', '</ul>', '<ol start=3>', '</ol>', '<li>', '</li>'),
  fc.constantFrom(
    '<a href="https://a.cn/x?a=1&amp;b">',
    '<a href="javascript:ran=1">',
    '</a>',
    '<br>',
    '<hr>',
  ),
  fc.constantFrom('<h1>', '</h1>', '<pre>', '</pre>', '<blockquote>', '</blockquote>', '<table><tr><td>'),
  fc.constantFrom(`<img data-file="${FILE}" alt='"<x'>`, '<img src=x onerror=ran=1>', '<svg onload=ran=1>'),
  fc.constantFrom(
    '<script>ran=1</script>',
    '<template>',
    '<title>',
    '<textarea>',
    '<!--',
    '-->',
    '<![CDATA[',
  ),
  fc.constantFrom('&lt;', '&#x3c;', '&nbsp;', '"', '<', '>', ' ', '\n', '🙂', '客户'),
  fc.string({ maxLength: 6 }),
);

test('rich text is read alike by the parser of browsers and by that of the server, and nothing in it runs', async () => {
  const page = await browser.newPage();
  await page.addScriptTag({ content: await cleanerForBrowsers() });
  const samples = fc
    .sample(fc.array(piece, { maxLength: 25 }), { seed: 20_260_301, numRuns: 2_000 })
    .map((parts) => parts.join(''));
  const inBrowser = (inputs: readonly string[]) =>
    page.evaluate((all) => all.map((input) => window.markup?.cleanHtml(input)), inputs);
  const kept = samples.map(cleanHtml);
  // What the server keeps stays as it is, and what a browser sends is kept as it is.
  expect(await inBrowser(kept.map(({ html }) => html))).toEqual(kept);
  const sent = await inBrowser(samples);
  expect(sent.map((one) => cleanHtml(one?.html ?? ''))).toEqual(sent);
  expect(sent.filter((one) => one?.html.includes('<')).length).toBeGreaterThan(700);
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
  await page.close();
});

/** The cleaner as the bundle of the app has it. */
async function cleanerForBrowsers(): Promise<string> {
  const entry = path.resolve(import.meta.dirname, '../packages/forms/src/values/html.ts');
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [markupOfBrowser()],
    build: { write: false, lib: { entry, name: 'markup', formats: ['iife'] } },
  });
  const [bundle] = [built].flat();
  if (!bundle || !('output' in bundle)) throw new Error('Nothing was built');
  const { code } = bundle.output[0];
  expect(code).not.toContain('Tokenizer');
  return code;
}
