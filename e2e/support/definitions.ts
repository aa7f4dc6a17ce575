import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Tab } from './browser.ts';

type Json = unknown;

/** Calls the API as the person in the tab, whose page has asked for something since it was loaded. */
export async function apiOf(
  tab: Tab,
): Promise<
  (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: Json) => Promise<Json>
> {
  const { page } = tab;
  const [request] = await Promise.all([
    page.waitForRequest((one) => one.url().includes('/api/v1/w/') && 'authorization' in one.headers()),
    page.reload(),
  ]);
  const { authorization = '' } = request.headers();
  const workspace = /\/api\/v1\/w\/([^/]+)/.exec(request.url())?.[1];
  return async (method, path, body) => {
    const answer = await page.request.fetch(`/api/v1/w/${workspace}/${path}`, {
      method,
      headers: { authorization },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true);
    return text === '' ? undefined : JSON.parse(text);
  };
}

/** A field as an author writes it. */
export const field = (type: string, label: string, config: object = {}, meta: object = {}) => ({
  title: label,
  trellis: { type, label: { zh: label }, config, ...meta },
});

/** A form as an author writes it; its first field is the title. */
export const form = (label: string, properties: Readonly<Record<string, object>>) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  title: label,
  properties,
  required: [],
  additionalProperties: false,
  trellis: {
    vocabulary: 1,
    label: { zh: label },
    titleField: Object.keys(properties)[0],
    layout: [],
  },
});

/** Publishes a form of an app. */
export async function publishForm(
  api: Awaited<ReturnType<typeof apiOf>>,
  app: string,
  key: string,
  document: object,
): Promise<void> {
  const at = `definitions/form/${app}/${key}`;
  await api('PUT', `${at}/draft`, { document });
  await api('POST', `${at}/publish`, {});
}

/** Address of a place of an app. */
export const placeOf = (page: Page, app: string, place: string): string =>
  `/w/${/\/w\/([^/]+)/.exec(page.url())?.[1]}/a/${app}/${place}`;
