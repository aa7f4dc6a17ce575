const BUSY_MS = 50;
const IDLE_MS = 250;
const FAILED_MS = 5_000;

/** What a look found: as much as it may take, so that more may wait, something, or nothing. */
export type Found = 'more' | 'some' | 'nothing';

/**
 * Calls `poll` again and again, never twice at a time: at once while more waits, after a rest while it finds something,
 * after 50 ms growing to 250 ms while it does not, later still while it fails. The rest lets what happens gather: looked
 * for after each single save, it would cost as much as the saves.
 */
export function startPolling(
  poll: () => Promise<Found>,
  onError: (error: unknown) => void,
  restMs = BUSY_MS,
): { poke(): void; stop(): Promise<void> } {
  let stopped = false;
  let poked = false;
  let wake: () => void = () => undefined;
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async () => {
    let delay = BUSY_MS;
    while (!stopped) {
      poked = false;
      try {
        const found = await poll();
        if (found === 'more') continue;
        delay = found === 'some' ? restMs : Math.min(IDLE_MS, delay * 1.25);
      } catch (error) {
        if (stopped) return;
        onError(error);
        delay = Math.min(FAILED_MS, Math.max(IDLE_MS, delay * 2));
      }
      if (!stopped && !poked) await sleep(delay);
    }
  };
  const done = loop();
  return {
    poke() {
      poked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await done;
    },
  };
}
