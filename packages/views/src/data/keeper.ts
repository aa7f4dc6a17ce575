/**
 * Runs the last of several calls under a name after a pause, so that dragging a border is one request; without a call what
 * waits is dropped. What waits when the page is left goes at once.
 */
export function keeper(pauseMs: number): (name: string, run?: () => void) => void {
  const waiting = new Map<
    string,
    { readonly timer: ReturnType<typeof setTimeout>; readonly run: () => void }
  >();
  const flush = () => {
    for (const { timer, run } of waiting.values()) {
      clearTimeout(timer);
      run();
    }
    waiting.clear();
  };
  globalThis.addEventListener?.('pagehide', flush);
  return (name, run) => {
    clearTimeout(waiting.get(name)?.timer);
    waiting.delete(name);
    if (!run) return;
    const timer = setTimeout(() => {
      waiting.delete(name);
      run();
    }, pauseMs);
    waiting.set(name, { timer, run });
  };
}
