import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** The listening socket. It answers "not yet" until the product behind it is usable, and again while it stops. */
export interface Front {
  /** Where it listens, e.g. http://127.0.0.1:3000 */
  readonly address: string;
  /** From now on requests go to the product. */
  open(handler: RequestHandler): void;
  /** Refuses new requests and waits for the running ones, at most `ms`; then cuts them. */
  close(ms: number): Promise<void>;
}

/** Listens at once, so that a port in use is known before anything is started. Rejects with the system's error. */
export async function openFront(host: string, port: number): Promise<Front> {
  let handler: RequestHandler = notYet;
  const server = createServer({ requestTimeout: 300_000, keepAliveTimeout: 72_000 }, (request, response) =>
    handler(request, response),
  );
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    address: addressOf(server, host),
    open(next) {
      handler = next;
    },
    async close(ms) {
      handler = notYet;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection that was busy stays open for its client's next request: there will be none.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const cut = setTimeout(() => server.closeAllConnections(), ms);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

function notYet(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const body = JSON.stringify({
    type: 'about:blank',
    title: '服务正在启动或停止，请稍后再试。 The service is starting or stopping; try again soon.',
    status: 503,
    code: 'busy',
  });
  response.writeHead(503, {
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': '1',
    connection: 'close',
  });
  response.end(body);
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
