import { queryOptions, useQuery } from '@tanstack/react-query';
import type {
  Action,
  AppDocument,
  DashboardDocument,
  FormDocument,
  LocalText,
  ViewDocument,
} from '@trellis/metadata';
import type { Client, Session } from './client.ts';
import { keys } from './keys.ts';
import { useClient, useWorkspace } from './provider.tsx';
import type { Reply } from './request.ts';

/** A form as the caller sees it: hidden fields are absent from the document. */
export interface CatalogForm {
  readonly document: FormDocument;
  readonly access: { readonly actions: readonly Action[]; readonly readonly: readonly string[] };
}

/** The published definitions that the caller may see; apps by key, everything else by "app:key". */
export interface CatalogData {
  readonly version: string;
  readonly apps: Readonly<Record<string, AppDocument>>;
  readonly forms: Readonly<Record<string, CatalogForm>>;
  readonly views: Readonly<Record<string, ViewDocument>>;
  readonly dashboards: Readonly<Record<string, DashboardDocument>>;
  readonly roles: Readonly<Record<string, LocalText>>;
}

export type Member = Reply<'me'>;

export const catalogQuery = (client: Client, workspace: Session['workspaces'][number]) =>
  queryOptions({
    queryKey: keys.catalog(workspace.key),
    // Documents are "JSON as given" to the contract; the server publishes only valid ones.
    queryFn: async ({ signal }) =>
      (await client.call('getCatalog', {
        params: { workspace: workspace.key },
        signal,
      })) as unknown as CatalogData,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The catalog of the workspace; renewed by events. */
export function useCatalog() {
  return useQuery(catalogQuery(useClient(), useWorkspace()));
}

/** The calling member. */
export function useMe() {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.me(key),
    queryFn: ({ signal }) => client.call('me', { params: { workspace: key }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** All members of the workspace, disabled ones too. */
export function useMembers() {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.members(key),
    queryFn: async ({ signal }) =>
      (await client.call('listMembers', { params: { workspace: key }, signal })).members,
    staleTime: 5 * 60_000,
  });
}

/** All departments of the workspace, each after its parent. */
export function useDepartments() {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.departments(key),
    queryFn: async ({ signal }) =>
      (await client.call('listDepartments', { params: { workspace: key }, signal })).departments,
    staleTime: 5 * 60_000,
  });
}
