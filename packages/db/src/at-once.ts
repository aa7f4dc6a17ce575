import { readPgError } from './errors.ts';
import type { PoolClient } from './pool.ts';

/** The parts of pg's client that its types leave out. */
interface Internals {
  /** Whether statements are sent without waiting for the answers to those before. */
  pipeline: boolean;
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

/** "Current transaction is aborted": says nothing but that another statement failed. */
const ABORTED = '25P02';

/**
 * Sends statements on a connection in one go: a single trip instead of one for each, though PostgreSQL runs them one
 * after the other. Each function must send its statement before it first waits; none may depend on the answer to
 * another. In a transaction, what comes after a failed statement fails too: what failed first is thrown, once all have
 * answered, also where a function sent a second statement meanwhile. COPY can't be among them.
 */
export async function atOnce<T extends readonly unknown[]>(
  client: PoolClient,
  sends: { readonly [K in keyof T]: () => Promise<T[K]> },
): Promise<T> {
  const inner = client as unknown as Internals;
  // Within another one its connection is in this mode already, and stays so until that one ends.
  const nested = inner.pipeline;
  inner.pipeline = true;
  const { stream } = inner.connection;
  stream.cork();
  let sent: Promise<unknown>[];
  try {
    sent = sends.map(async (send) => send());
  } finally {
    stream.uncork();
  }
  const settled = await Promise.allSettled(sent);
  if (!nested) inner.pipeline = false;
  const failed = settled.filter((one) => one.status === 'rejected');
  const cause = failed.find(({ reason }) => readPgError(reason)?.sqlState !== ABORTED) ?? failed[0];
  if (cause) throw cause.reason;
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as unknown as T;
}
