import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { fail, ok, type Result } from '@trellis/metadata';
import { ClosedAddress, isPublicAddress, lookupPublic } from './guard.ts';

/** A question to an address, complete. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON of a POST. */
  readonly body?: string | undefined;
}

export interface AskLimits {
  /** From the first byte sent to the last received. */
  readonly ms: number;
  readonly bytes: number;
  /** "host" or "host:port" of the installation's own network that may be asked. */
  readonly allowed: ReadonlySet<string>;
}

/** What came back, whatever it was. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/**
 * What an address answers well, as text. Issues: those of `exchange`, and api_status.
 */
export async function ask(question: Question, limits: AskLimits): Promise<Result<string>> {
  const answer = await exchange(question, limits);
  if (!answer.ok) return answer;
  const { status, text } = answer.value;
  return status < 200 || status > 299 ? failed('api_status', { status }) : ok(text);
}

/**
 * Asks an address. It follows no redirect and goes to no address of the own network but the allowed ones; of an answer
 * that is none it reads no more than it may. Issues: api_refused, api_unreachable, api_timeout, api_too_large.
 */
export function exchange(
  { method, url, headers, body }: Question,
  limits: AskLimits,
): Promise<Result<Answer>> {
  const target = new URL(url);
  const host = target.hostname.replace(/^\[|\]$/g, '');
  const isAllowed = limits.allowed.has(target.host) || limits.allowed.has(target.hostname);
  // A name is looked at when it is resolved; an address is never resolved.
  if (!isAllowed && net.isIP(host) && !isPublicAddress(host)) return Promise.resolve(failed('api_refused'));
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(limits.ms);
    const give = (answer: Result<Answer>) => {
      resolve(answer);
      request.destroy();
    };
    const request = (target.protocol === 'https:' ? https : http).request(
      target,
      {
        method,
        signal,
        agent: false,
        headers: { accept: 'application/json', 'accept-encoding': 'identity', ...headers },
        ...(isAllowed ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        const { statusCode: status = 0 } = response;
        const well = status >= 200 && status <= 299;
        const chunks: Buffer[] = [];
        let size = 0;
        const text = () => Buffer.concat(chunks).toString('utf8');
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= limits.bytes) chunks.push(chunk);
          else give(well ? failed('api_too_large') : ok({ status, text: text() }));
        });
        response.on('end', () => give(ok({ status, text: text() })));
      },
    );
    request.on('error', (error) => {
      if (signal.aborted) give(failed('api_timeout'));
      else give(failed(error instanceof ClosedAddress ? 'api_refused' : 'api_unreachable'));
    });
    request.end(body);
  });
}

const failed = (code: string, params: Record<string, number> = {}): Result<never> =>
  fail({ path: [], code, params });
