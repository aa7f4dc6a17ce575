import { Pool } from 'undici';

/** A request as a product builds it; what is timed is sending it and reading the whole answer. */
export interface Request {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Keep-alive HTTP/1.1 connections, with one request in flight on each. */
export interface Client {
  send(request: Request, headers: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export function openClient(address: string, connections: number): Client {
  const minutes = 60_000;
  const pool = new Pool(address, {
    connections,
    pipelining: 1,
    headersTimeout: 5 * minutes,
    bodyTimeout: 5 * minutes,
  });
  return {
    async send({ method, path, body }, headers) {
      const json = body === undefined ? undefined : JSON.stringify(body);
      const reply = await pool.request({
        method,
        path,
        headers: json === undefined ? headers : { ...headers, 'content-type': 'application/json' },
        ...(json === undefined ? {} : { body: json }),
      });
      return { status: reply.statusCode, text: await reply.body.text() };
    },
    close: () => pool.destroy(),
  };
}
