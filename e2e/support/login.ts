import type { Browser } from 'playwright-core';
import { expect, inject } from 'vitest';
import { openTab, type Tab } from './browser.ts';
import { DEMO_PASSWORD } from './product.ts';

export const ADMIN = 'admin@example.com';

/** Somebody of the demo, in a browser of their own. */
export interface Person extends Tab {
  /** Key of the workspace. */
  readonly workspace: string;
  /** For calls of the API. */
  readonly token: string;
}

/** The demo that no other story uses meanwhile: each place in which files are told has its own. */
export function demoUrl(): string {
  const url = inject('demoUrls')[Number(process.env.VITEST_POOL_ID) - 1];
  if (url === undefined) throw new Error(`No demo for place ${process.env.VITEST_POOL_ID}`);
  return url;
}

/**
 * A browser in which somebody has been logged in before: the first page that is opened is the one that the story is
 * about. The salesperson of `sales.e2e.ts` goes through the door.
 */
export async function logIn(
  browser: Browser,
  options: { locale: 'zh-CN' | 'en-US'; size: { width: number; height: number }; email?: string },
): Promise<Person> {
  const url = demoUrl();
  const known = { origin: url, localStorage: [{ name: 'trellis.session', value: '1' }] };
  const tab = await openTab(browser, { url, ...options, storageState: { cookies: [], origins: [known] } });
  const answer = await tab.context.request.post('/api/v1/auth/login', {
    data: { email: options.email ?? ADMIN, password: DEMO_PASSWORD },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { accessToken: token, workspaces } = (await answer.json()) as {
    accessToken: string;
    workspaces: { key: string }[];
  };
  return { ...tab, workspace: workspaces[0]?.key ?? '', token };
}

/** The address of a place of an app. */
export const placeOf = ({ workspace }: Person, app: string, place: string): string =>
  `/w/${workspace}/a/${app}/${place}`;

/** The address of a place in the CRM of the demo. */
export const crm = (person: Person, place: string): string => placeOf(person, 'lifecycle_crm', place);
