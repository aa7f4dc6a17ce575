import { useParams } from '@tanstack/react-router';
import { useClientCatalog, usePref } from '@trellis/views/react';
import { useEffect } from 'react';

/** Where in the workspace the page is, from its address. */
export interface Here {
  readonly ws: string;
  readonly app?: string;
  readonly form?: string;
  readonly dashboard?: string;
  readonly id?: string;
}

/** Where the page is. */
export const useHere = (): Here => useParams({ strict: false }) as Here;

/** The app whose menu is shown: that of the page, else the last one visited, else the first. */
export function useMenuApp(): string | undefined {
  const { ws, app } = useHere();
  const { apps } = useClientCatalog();
  const [last, setLast] = usePref<string | null>(`trellis.app.${ws}`, null);
  useEffect(() => {
    if (app && app !== last && apps.has(app)) setLast(app);
  }, [app, last, apps, setLast]);
  if (app) return apps.has(app) ? app : undefined;
  return last && apps.has(last) ? last : apps.keys().next().value;
}
