import type { BodyOf, Contract, Issue, ReplyOf } from '@trellis/metadata';
import { locale } from './texts.ts';

export type Opened = ReplyOf<Contract['openPublicForm']>;
export type OpenForm = NonNullable<Opened['form']>;
export type Submission = BodyOf<Contract['submitPublicForm']>;
export type Thanks = ReplyOf<Contract['submitPublicForm']>;
export type Answers = ReplyOf<Contract['queryPublicForm']>;

/** `/p/{workspace}/{token}`, and behind it the page of queries. */
const [, , workspace = '', token = '', page] = location.pathname.split('/');
export const isQuery = page === 'query';
export const formAddress = `/p/${workspace}/${token}`;
export const formName = `${workspace}.${token}`;
const base = `/api/v1/public/${workspace}/${token}`;

/** Parameters of the address: what it fills in, and where the visitor comes from. */
export const params: Readonly<Record<string, string>> = Object.fromEntries(
  [...new URLSearchParams(location.search)]
    .slice(0, 50)
    .map(([name, value]) => [name.slice(0, 100), value.slice(0, 2000)]),
);

/** An answer that is a refusal; status 0: there was none. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: readonly (Issue & { readonly message?: string })[];
  /** Seconds after which to try again. */
  readonly retryAfter: number;

  constructor(status: number, body: Partial<Refusal & { title: string }>, retryAfter = 0) {
    super(body.title ?? '');
    this.status = status;
    this.code = body.code ?? '';
    this.issues = body.issues ?? [];
    this.retryAfter = retryAfter;
  }
}

async function send<T>(what: string, body: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(`${base}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': locale },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Refusal(0, {});
  }
  const read = (await answer.json().catch(() => ({}))) as T & Partial<Refusal>;
  if (!answer.ok) throw new Refusal(answer.status, read, Number(answer.headers.get('retry-after') ?? 0));
  return read;
}

const known = (pass: string | undefined) => (pass ? { pass } : {});

export const open = (pass?: string) => send<Opened>('open', { ...known(pass), params });
export const unlock = (password: string) => send<{ pass: string }>('unlock', { password });
export const challenge = () => send<{ challenge: string; bits: number }>('challenge', undefined);
export const submit = (body: Submission) => send<Thanks>('submit', body);
export const query = (values: Readonly<Record<string, string>>, pass?: string) =>
  send<Answers>('query', { ...known(pass), values });

/** Sends a file; by XMLHttpRequest, since fetch can't tell how far it is. */
export function upload<T>(
  file: File,
  about: Readonly<Record<string, string>>,
  progress: (part: number) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${base}/files?${new URLSearchParams(about)}`);
    request.setRequestHeader('accept-language', locale);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onerror = () => reject(new Refusal(0, {}));
    request.onload = () => {
      const body = (request.response ?? {}) as T & Partial<Refusal>;
      if (request.status < 300) resolve(body);
      else reject(new Refusal(request.status, body));
    };
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
