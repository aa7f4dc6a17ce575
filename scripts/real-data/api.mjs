/**
 * A small client of the public HTTP API: nothing here but what any program in any language could send.
 * @typedef {{ call(method: string, path: string, body?: unknown): Promise<any>, upload(path: string, name: string, content: Uint8Array): Promise<any>, workspace: string }} Api
 */

/** Logs in and answers a client for the account's first workspace; paths are relative to it. */
export async function openApi(base, { email, password }) {
  const session = await request(`${base}/api/v1/auth/login`, { method: 'POST', body: { email, password } });
  const workspace = session.workspaces[0].key;
  const root = `${base}/api/v1/w/${workspace}`;
  const token = session.accessToken;
  return {
    workspace,
    call: (method, path, body) => request(root + path, { method, token, body }),
    upload(path, name, content) {
      const form = new FormData();
      form.set('file', new Blob([content]), name);
      return request(root + path, { method: 'POST', token, form });
    },
  };
}

async function request(url, { method, token, body, form }) {
  const response = await fetch(url, {
    method,
    headers: {
      'accept-language': 'en',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 2000)}`);
  return text === '' ? undefined : JSON.parse(text);
}
