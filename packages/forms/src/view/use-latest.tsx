import { useCallback, useLayoutEffect, useRef } from 'react';

/** A handler that is always the same function and calls the one of the last drawing. */
export function useLatest<A extends readonly unknown[]>(
  handler: ((...given: A) => void) | undefined,
): (...given: A) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  }, [handler]);
  return useCallback((...given: A) => latest.current?.(...given), []);
}
