import { expect } from 'vitest';
import type { Person } from './login.ts';

type Json = unknown;

type Call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: Json) => Promise<Json>;

/** Calls the API as the person. */
export const apiOf =
  ({ context, workspace, token }: Person): Call =>
  async (method, path, body) => {
    const answer = await context.request.fetch(`/api/v1/w/${workspace}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { data: body }),
    });
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true);
    return text === '' ? undefined : JSON.parse(text);
  };

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
export async function publishForm(api: Call, app: string, key: string, document: object): Promise<void> {
  const at = `definitions/form/${app}/${key}`;
  await api('PUT', `${at}/draft`, { document });
  await api('POST', `${at}/publish`, {});
}
