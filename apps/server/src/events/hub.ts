import { type OutboxEvent, type OutboxReader, type Pool, tailOutbox } from '@trellis/db';
import type { Log } from '../log.ts';

/** What happened in a workspace, as the outbox tells it. */
export type WorkspaceEvents = readonly OutboxEvent[];
type Listener = (schema: string, events: WorkspaceEvents) => void;

/** Every committed event of every workspace, in this process, for whoever listens. */
export interface EventHub {
  /** Returns the way to stop listening. */
  listen(listener: Listener): () => void;
  /** Look at once: this process has just written something. */
  poke(): void;
  stop(): Promise<void>;
}

export function openEventHub(pool: Pool, log: Log): EventHub {
  const listeners = new Set<Listener>();
  const reader: OutboxReader = tailOutbox({
    pool,
    log,
    onEvents: ({ schema }, events) => {
      for (const listener of listeners) {
        try {
          listener(schema, events);
        } catch (err) {
          // One listener's mistake must not take the events from the others.
          log.error({ err }, 'event listener failed');
        }
      }
    },
  });
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    poke: () => reader.poke(),
    stop: () => reader.stop(),
  };
}
