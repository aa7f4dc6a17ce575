import { useCatalog as useCatalogQuery } from '@trellis/ui/react';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useMyViewsQuery } from '../data/my-views.tsx';
import { type ClientCatalog, type FormInfo, readCatalog } from './catalog.ts';

const Context = createContext<ClientCatalog | null>(null);

/** Loads and compiles the catalog of the workspace; shows `loading` until it is there and `failed` when it can't be read. */
export function CatalogProvider(props: {
  readonly loading: ReactNode;
  readonly failed: (error: Error, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}) {
  const query = useCatalogQuery();
  const { data } = query;
  const catalog = useMemo(() => (data ? readCatalog(data) : null), [data]);
  // Lists open as the member left them; without that they still open.
  const mine = useMyViewsQuery();
  if (catalog && !mine.isPending) return <Context value={catalog}>{props.children}</Context>;
  return query.error ? props.failed(query.error, () => void query.refetch()) : props.loading;
}

/** The catalog of the workspace. */
export function useClientCatalog(): ClientCatalog {
  const catalog = useContext(Context);
  if (!catalog) throw new Error('CatalogProvider is missing');
  return catalog;
}

/** A form by "app:form"; undefined when there is none or the member may not see it. */
export const useFormInfo = (ref: string): FormInfo | undefined => useClientCatalog().forms.get(ref);
