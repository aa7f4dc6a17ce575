import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Scheme } from './tokens.ts';

/** What the member chose: a scheme, or that of the operating system. */
export type ThemeMode = Scheme | 'system';
const KEY = 'trellis.theme';
const listeners = new Set<() => void>();

const stored = (): ThemeMode => {
  const value = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
};
let mode: ThemeMode = stored();

/** Remembers the choice on this device and repaints. */
export function setThemeMode(next: ThemeMode): void {
  mode = next;
  if (next === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, next);
  for (const listener of listeners) listener();
}

/** Whether a media query holds, live. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

const DeviceContext = createContext<'phone' | 'desk' | undefined>(undefined);

/** Put around a preview: what is inside looks as it does there, whatever the screen is. */
export const DeviceProvider = DeviceContext.Provider;

/** Narrower than 768 px: one column, cards instead of tables, sheets from below. */
export function useIsPhone(): boolean {
  const narrow = useMediaQuery('(max-width: 767.98px)');
  const device = useContext(DeviceContext);
  return device ? device === 'phone' : narrow;
}

/** The chosen mode and the scheme that is painted now. */
export function useThemeMode(): { mode: ThemeMode; scheme: Scheme; setMode: (mode: ThemeMode) => void } {
  const chosen = useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => mode,
    () => mode,
  );
  const dark = useMediaQuery('(prefers-color-scheme: dark)');
  return {
    mode: chosen,
    scheme: chosen === 'system' ? (dark ? 'dark' : 'light') : chosen,
    setMode: setThemeMode,
  };
}
