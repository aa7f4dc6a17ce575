import type { Locale } from '@trellis/metadata';
import { contract } from '@trellis/metadata';
import { currentLocale } from '../i18n/i18n.ts';
import { ApiError, toApiError } from './error.ts';
import { useT } from './messages.ts';
import { type AnyInput, type Args, type OperationId, type Reply, urlOf } from './request.ts';
import { readEvents } from './sse.ts';
import { type Progress, sendForm } from './upload.ts';

export interface ClientOptions {
  /** Origin of the server; default: that of the page. */
  readonly baseUrl?: string;
  /** Access token at start, for tests and scripts; a page begins with `refresh()`. */
  readonly token?: string;
  /** The session is over: the refresh cookie is missing, expired or revoked. */
  readonly onUnauthorised?: () => void;
}

export type Session = Reply<'refresh'>;
/** Records converted, of how many. */
export interface ConversionProgress {
  readonly done: number;
  readonly total: number;
}

/** A change told by the server; clients requery under their own rights. */
export type ChangeEvent =
  | { readonly type: 'record'; readonly form: string; readonly ids?: readonly string[] }
  | { readonly type: 'catalog'; readonly version?: string }
  /** Something is, or is no longer, recalculated in the background. */
  | { readonly type: 'computation' }
  /** The member was told something, or has read it elsewhere. */
  | { readonly type: 'message' }
  /** Something was said about a record of the form. */
  | { readonly type: 'comment'; readonly form: string; readonly ids?: readonly string[] }
  /** How far a publish is that converts values of a form. */
  | ({ readonly type: 'conversion'; readonly form: string } & ConversionProgress);

export interface Client {
  /** Calls an operation of the contract; throws ApiError. */
  call<Id extends OperationId>(id: Id, ...args: Args<Id>): Promise<Reply<Id>>;
  /** Sends a file; `progress` gets bytes sent and in all. */
  upload<Id extends OperationId>(
    id: Id,
    input: AnyInput & { readonly form: FormData; readonly progress?: Progress },
  ): Promise<Reply<Id>>;
  /** Fetches an operation that produces a file and hands it to the browser's downloads. */
  download(id: OperationId, input: AnyInput & { readonly fileName?: string }): Promise<void>;
  /** Reads the change stream of a workspace until it ends or `signal` aborts; throws ApiError. */
  events(
    workspace: string,
    on: { open(): void; change(event: ChangeEvent): void; signal: AbortSignal },
  ): Promise<void>;
  /** Starts a session with the token that login or setup returned; null forgets it. */
  setToken(token: string | null): void;
  /** Renews the session by the cookie; several callers share one request. */
  refresh(): Promise<Session>;
}

/** Events of the stream that say of a change. */
const CHANGES: ReadonlySet<string> = new Set([
  'record',
  'catalog',
  'computation',
  'conversion',
  'message',
  'comment',
] satisfies ChangeEvent['type'][]);

const REFRESH = 'trellis.refresh';
/** Tabs share one rotating cookie: two refreshing at once would look like a stolen token. */
const alone = <T>(run: () => Promise<T>): Promise<T> =>
  globalThis.navigator?.locks ? navigator.locks.request(REFRESH, run) : run();

/** The typed client. The access token lives in memory only; a 401 renews it once and repeats the call. */
export function createClient(options: ClientOptions = {}): Client {
  const base = options.baseUrl ?? '';
  let token = options.token ?? null;
  let renewal: Promise<Session> | undefined;

  const language = (): Locale => currentLocale();
  const networkError = (cause: unknown) =>
    new ApiError({ status: 0, code: 'network', title: useT.in(language())('network'), cause });

  async function send(id: OperationId, input: AnyInput, accept: string): Promise<Response> {
    const headers: Record<string, string> = { accept, 'accept-language': language() };
    if (token) headers.authorization = `Bearer ${token}`;
    if (input.body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await fetch(base + urlOf(id, input), {
        method: contract[id].method,
        headers,
        credentials: 'same-origin',
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.signal ? { signal: input.signal } : {}),
        ...(input.keepalive ? { keepalive: true } : {}),
      });
    } catch (error) {
      if (input.signal?.aborted) throw error;
      throw networkError(error);
    }
  }

  const failure = (response: Response) => toApiError(response, useT.in(language())('unexpected'));

  function refresh(): Promise<Session> {
    renewal ??= alone(async () => {
      const response = await send('refresh', {}, 'application/json');
      if (!response.ok) throw await failure(response);
      const session = (await response.json()) as Session;
      token = session.accessToken;
      return session;
    }).finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  /** Renews after a 401 and says whether to repeat; a dead session is reported once per renewal. */
  async function renewed(used: string | null): Promise<boolean> {
    // Another call may have renewed while this one was under way.
    if (token !== used && token !== null) return true;
    try {
      await refresh();
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) {
        token = null;
        options.onUnauthorised?.();
      }
      return false;
    }
  }

  /** `send`, with one renewal for operations that need a session. */
  async function authorised(id: OperationId, input: AnyInput, accept: string): Promise<Response> {
    const used = token;
    const response = await send(id, input, accept);
    if (response.status === 401 && contract[id].access !== 'public' && (await renewed(used)))
      return send(id, input, accept);
    return response;
  }

  return {
    async call(id, ...args) {
      const response = await authorised(id, (args[0] ?? {}) as AnyInput, 'application/json');
      if (!response.ok) throw await failure(response);
      return (response.status === 204 ? undefined : await response.json()) as Reply<typeof id>;
    },
    async upload(id, input) {
      const attempt = () =>
        sendForm({
          url: base + urlOf(id, input),
          method: contract[id].method,
          token,
          language: language(),
          form: input.form,
          ...(input.progress ? { progress: input.progress } : {}),
          ...(input.signal ? { signal: input.signal } : {}),
        });
      const used = token;
      let response = await attempt().catch((error: unknown) => {
        throw input.signal?.aborted ? error : networkError(error);
      });
      if (response.status === 401 && (await renewed(used))) response = await attempt();
      if (!response.ok) throw await failure(response);
      return (await response.json()) as Reply<typeof id>;
    },
    async download(id, input) {
      const response = await authorised(id, input, '*/*');
      if (!response.ok) throw await failure(response);
      saveBlob(await response.blob(), input.fileName ?? fileNameOf(response) ?? 'download');
    },
    async events(workspace, on) {
      const input = { params: { workspace }, signal: on.signal };
      const response = await authorised('streamEvents', input, 'text/event-stream');
      if (!response.ok || !response.body) throw await failure(response);
      on.open();
      for await (const { event, data } of readEvents(response.body)) {
        if (CHANGES.has(event)) on.change({ type: event, ...(JSON.parse(data) as object) } as ChangeEvent);
      }
    },
    setToken(next) {
      token = next;
    },
    refresh,
  };
}

/** Name in Content-Disposition, the UTF-8 form first (RFC 6266). */
function fileNameOf(response: Response): string | undefined {
  const header = response.headers.get('content-disposition') ?? '';
  const utf8 = /filename\*=UTF-8''([^;]+)/i.exec(header)?.[1];
  if (utf8) return decodeURIComponent(utf8);
  return /filename="?([^";]+)"?/i.exec(header)?.[1];
}

function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob once the click returned to the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
