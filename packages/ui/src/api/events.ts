import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ChangeEvent, ConversionProgress } from './client.ts';
import { keys } from './keys.ts';
import { useClient, useWorkspace } from './provider.tsx';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** Marks what a change makes stale; what is on the screen is fetched again. */
function invalidate(cache: QueryClient, workspace: string, event: ChangeEvent): void {
  if (event.type === 'catalog') {
    void cache.invalidateQueries({ queryKey: keys.workspace(workspace) });
    return;
  }
  if (event.type === 'computation') {
    void cache.invalidateQueries({ queryKey: keys.computations(workspace) });
    return;
  }
  if (event.type === 'message') {
    void cache.invalidateQueries({ queryKey: keys.messages(workspace) });
    return;
  }
  if (event.type === 'comment') {
    // Without ids it may be any record of the form.
    for (const id of event.ids ?? [undefined])
      void cache.invalidateQueries({ queryKey: keys.comments(workspace, event.form, id) });
    return;
  }
  if (event.type === 'conversion') {
    const { done, total } = event;
    cache.setQueryData<ConversionProgress>(keys.conversion(workspace, event.form), { done, total });
    return;
  }
  void cache.invalidateQueries({ queryKey: keys.lists(workspace, event.form) });
  void cache.invalidateQueries({ queryKey: keys.reports(workspace) });
  if (!event.ids) void cache.invalidateQueries({ queryKey: keys.form(workspace, event.form) });
  for (const id of event.ids ?? [])
    void cache.invalidateQueries({ queryKey: keys.record(workspace, event.form, id) });
}

/**
 * Keeps the queries of the workspace fresh while the page is open, reconnecting with growing, jittered waits.
 * After a gap everything is requeried, since changes may have been missed. `onChange` sees each event too.
 */
export function useEvents(onChange?: (event: ChangeEvent) => void): void {
  const client = useClient();
  const cache = useQueryClient();
  const { key } = useWorkspace();
  const heard = useEffectEvent((event: ChangeEvent) => onChange?.(event));

  useEffect(() => {
    const stop = new AbortController();
    const run = async () => {
      let failures = 0;
      let gap = false;
      while (!stop.signal.aborted) {
        try {
          await client.events(key, {
            signal: stop.signal,
            open: () => {
              failures = 0;
              if (gap) void cache.invalidateQueries({ queryKey: keys.workspace(key) });
              gap = true;
            },
            change: (event) => {
              invalidate(cache, key, event);
              heard(event);
            },
          });
        } catch {
          // A dead session was reported by the client; anything else is worth another try.
        }
        if (stop.signal.aborted) return;
        await pause(
          Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + Math.random() / 2),
          stop.signal,
        );
        failures++;
      }
    };
    void run();
    return () => stop.abort();
  }, [client, cache, key]);
}

/** Waits, but no longer than the signal lives, and goes on at once when the network comes back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
