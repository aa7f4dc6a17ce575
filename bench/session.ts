import { type Client, openClient, type Request } from './load/client.ts';
import type { Product } from './products/product.ts';

/** A product with a caller logged in to it. */
export interface Session {
  readonly product: Product;
  /** Sends a request and answers its status: what is timed. */
  send(request: Request): Promise<number>;
  /** Sends a request and answers its parsed body; throws when it is refused. */
  ask(request: Request): Promise<unknown>;
  /** Logs in again: tokens live for minutes. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

export async function openSession(product: Product, conns: number): Promise<Session> {
  const client: Client = openClient(product.address, conns);
  let headers = await product.logIn();
  return {
    product,
    send: async (request) => (await client.send(request, headers)).status,
    async ask(request) {
      const { status, text } = await client.send(request, headers);
      if (status < 300) return JSON.parse(text);
      throw new Error(`${product.name} ${request.method} ${request.path}: ${status} ${text.slice(0, 500)}`);
    },
    async renew() {
      headers = await product.logIn();
    },
    async close() {
      await client.close();
      await product.stop();
    },
  };
}
