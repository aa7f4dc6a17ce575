import { OWNERS } from '../lead.ts';
import { LEAD_FORM } from './trellis-form.ts';

const APP = 'bench';
const ADMIN = { email: 'bench@example.com', password: 'a password of the benchmark' };

/** Calls the product's API with JSON; throws when it is refused. */
async function call<T>(
  address: string,
  method: string,
  path: string,
  body?: unknown,
  token?: string,
): Promise<T> {
  const reply = await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 500)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

interface Session {
  readonly accessToken: string;
  readonly workspaces: readonly { readonly key: string }[];
}

export interface Workspace {
  readonly key: string;
  /** Paths of the API. */
  readonly records: string;
  readonly reports: string;
  /** Ids of the OWNERS members whose leads these are. */
  readonly owners: readonly string[];
}

export const logIn = (address: string): Promise<Session> => call(address, 'POST', '/auth/login', ADMIN);

/** Makes the workspace, its members and the form by the public API alone, unless an earlier run did. */
export async function prepareWorkspace(address: string): Promise<Workspace> {
  const { setupRequired } = await call<{ setupRequired: boolean }>(address, 'GET', '/status');
  const { accessToken, workspaces } = setupRequired
    ? await call<Session>(address, 'POST', '/setup', {
        workspaceName: 'Bench',
        name: 'Bench',
        locale: 'en',
        ...ADMIN,
      })
    : await logIn(address);
  const key = workspaces[0]?.key ?? '';
  const ask = <T>(method: string, path: string, body?: unknown) =>
    call<T>(address, method, `/w/${key}${path}`, body, accessToken);
  if (setupRequired) {
    for (let n = 1; n <= OWNERS; n++) await ask('POST', '/members', { name: `Owner ${n}`, roles: [] });
    await ask('POST', '/apps', {
      key: APP,
      document: { vocabulary: 1, label: { zh: APP, en: APP }, menu: [] },
    });
    const definition = `/definitions/form/${APP}/lead`;
    const { issues } = await ask<{ issues: unknown[] }>('PUT', `${definition}/draft`, {
      document: LEAD_FORM,
    });
    if (issues.length > 0) throw new Error(`the form has issues: ${JSON.stringify(issues)}`);
    await ask('POST', `${definition}/publish`);
  }
  const { members } = await ask<{ members: { id: string; name: string }[] }>('GET', '/members');
  return {
    key,
    records: `/api/v1/w/${key}/records/${APP}/lead`,
    reports: `/api/v1/w/${key}/reports/${APP}/run`,
    owners: Array.from(
      { length: OWNERS },
      (_, index) => members.find(({ name }) => name === `Owner ${index + 1}`)?.id ?? '',
    ),
  };
}
