import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { openTab, type Tab } from './browser.ts';
import { DEMO_PASSWORD } from './product.ts';
import { WORDS } from './story.ts';

export const ADMIN = 'admin@example.com';

/** The demo that no other story uses meanwhile: each place in which files are told has its own. */
export function demoUrl(): string {
  const url = inject('demoUrls')[Number(process.env.VITEST_POOL_ID) - 1];
  if (url === undefined) throw new Error(`No demo for place ${process.env.VITEST_POOL_ID}`);
  return url;
}

/** Opens the demo in a browser of its own and logs in. */
export async function logIn(
  browser: Browser,
  options: { locale: 'zh-CN' | 'en-US'; size: { width: number; height: number }; email?: string },
): Promise<Tab> {
  const tab = await openTab(browser, { url: demoUrl(), ...options });
  const { page } = tab;
  const w = options.locale === 'zh-CN' ? WORDS.zh : WORDS.en;
  await page.goto('/');
  await page.getByLabel(w.email).fill(options.email ?? ADMIN);
  await page.getByLabel(w.password).fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\//);
  // An account keeps its language; the story wants that of the browser.
  await page.locator('.w-shell .w-top, .w-phone-top').first().waitFor();
  return tab;
}

/** The address of a place in the CRM of the demo. */
export const crm = (tab: Tab, place: string): string =>
  `/w/${/\/w\/([^/]+)/.exec(tab.page.url())?.[1]}/a/lifecycle_crm/${place}`;
