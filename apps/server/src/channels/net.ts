import { fail, ok, type Result } from '@trellis/metadata';
import { type Answer, exchange, type Sent } from '@trellis/records/server';

/** How channels reach the other side. */
export interface Net {
  /** "host" or "host:port" of the own network that may be asked. */
  readonly allowed: ReadonlySet<string>;
  /** For an answer, in milliseconds. */
  readonly timeout: number;
}

const ANSWER_BYTES = 64 * 1024;

/** What an address can't be reached for, as channels say it. */
const CODES: Readonly<Record<string, string>> = {
  api_refused: 'delivery_closed_address',
  api_timeout: 'delivery_timeout',
  api_too_large: 'delivery_answer',
};

/** Posts JSON. Issues: delivery_closed_address, delivery_unreachable, delivery_timeout, delivery_answer. */
export async function post(
  net: Net,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Result<Answer>> {
  const question = {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body,
  } as const;
  const answer = await exchange(question, { ms: net.timeout, bytes: ANSWER_BYTES, allowed: net.allowed });
  if (answer.ok) return ok(answer.value);
  return fail({ path: [], code: CODES[answer.issues[0]?.code ?? ''] ?? 'delivery_unreachable' });
}

/** A failure that may pass by itself, or not. */
export const refused = (
  code: string,
  again: boolean,
  params: Readonly<Record<string, string | number>> = {},
): Sent => ({ ok: false, again, issue: { path: [], code, params } });

/** What the other side says of itself, short enough to be shown. */
export const detail = (text: string): string =>
  text
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 200);

/** Whether a status says "not now" rather than "not so". */
export const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429;
