import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { Client, Session } from './client.ts';
import { ApiError } from './error.ts';

const ClientContext = createContext<Client | undefined>(undefined);
export type WorkspaceInfo = Session['workspaces'][number];
const WorkspaceContext = createContext<WorkspaceInfo | undefined>(undefined);

/** Queries stay fresh by server events, so they are not refetched on a timer; refusals are not retried. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (count, error) =>
          count < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
      },
      mutations: { retry: false },
    },
  });
}

/** Provides the client and its cache. */
export function ApiProvider(props: { client: Client; queryClient: QueryClient; children: ReactNode }) {
  return (
    <ClientContext value={props.client}>
      <QueryClientProvider client={props.queryClient}>{props.children}</QueryClientProvider>
    </ClientContext>
  );
}

/** Says which workspace the hooks below it speak of. */
export function WorkspaceProvider(props: { workspace: WorkspaceInfo; children: ReactNode }) {
  return <WorkspaceContext value={props.workspace}>{props.children}</WorkspaceContext>;
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useClient outside ApiProvider');
  return client;
}

/** Key, name and time zone of the workspace of this page. */
export function useWorkspace(): WorkspaceInfo {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('useWorkspace outside WorkspaceProvider');
  return workspace;
}
