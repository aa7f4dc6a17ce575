import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 375, height: 812 };

export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of so far: console errors and warnings, uncaught errors, answers of 500 and above. */
  readonly complaints: readonly string[];
  /** Keeps a picture of the page under its name, where SCREENSHOTS names a folder. */
  shot(name: string): Promise<void>;
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.TRELLIS_CHROMIUM || '/usr/bin/chromium' });
}

/** A fresh browser profile with one page in the given language and size. */
export async function openTab(
  browser: Browser,
  options: {
    url: string;
    locale: 'zh-CN' | 'en-US';
    size: { width: number; height: number };
    storageState?: NonNullable<BrowserContextOptions['storageState']>;
  },
): Promise<Tab> {
  const phone = options.size.width < 768;
  const context = await browser.newContext({
    baseURL: options.url,
    locale: options.locale,
    timezoneId: 'Asia/Shanghai',
    viewport: options.size,
    hasTouch: phone,
    isMobile: phone,
    reducedMotion: 'reduce',
    ...(options.storageState ? { storageState: options.storageState } : {}),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()}: ${answer.url()}`);
  });
  const folder = process.env.SCREENSHOTS;
  return {
    page,
    context,
    complaints,
    shot: async (name) => {
      if (!folder) return;
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: path.join(folder, `${name}.png`) });
    },
  };
}

/**
 * The complaints, but the one that the browser itself makes of each answer of this status, where a step provokes it:
 * a save that is refused (422), or that comes too late (409).
 */
export const complaintsBut = (tab: Tab, status: 409 | 422): string[] =>
  tab.complaints.filter(
    (line) =>
      !line.startsWith(`error: Failed to load resource: the server responded with a status of ${status} `),
  );
