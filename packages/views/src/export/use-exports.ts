import { useInfiniteQuery, useQueries, useQueryClient } from '@tanstack/react-query';
import {
  type Body,
  formParams,
  keys,
  type Reply,
  useClient,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useCallback, useMemo, useState } from 'react';
import { watch } from './watched.ts';

export type Export = Reply<'getExport'>;

/** How often is asked how far they are, while any is under way. */
const EVERY_MS = 800;

const isRunning = (one: Export | undefined): boolean => one?.state === 'running';

/** Some exports, asked for again and again while they are under way. */
export function useExports(ids: readonly string[]): readonly Export[] {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.export(workspace, id),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call('getExport', { params: { workspace, id }, signal }),
      refetchInterval: ({ state }: { state: { data: Export | undefined } }) =>
        state.data === undefined || isRunning(state.data) ? EVERY_MS : (false as const),
    })),
  });
  return found.flatMap(({ data }) => data ?? []);
}

/** Exports page by page. */
export function useExportPages(whose: 'mine' | 'all') {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.exportList(workspace, whose),
    queryFn: ({ pageParam, signal }) =>
      client.call('listExports', {
        params: { workspace },
        query: { whose, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.exports.some(isRunning)) ? EVERY_MS : false,
  });
}

/** Begins an export in the background; the page shows how far it is from then on. */
export function useStartExport() {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  return useCallback(
    async (form: string, body: Body<'startExport'>) => {
      const { id } = await client.call('startExport', { params: formParams(workspace, form), body });
      watch(id);
      await cache.invalidateQueries({ queryKey: keys.exports(workspace) });
    },
    [client, cache, workspace],
  );
}

/** Fetches, stops and deletes, one thing at a time; what goes wrong is told. */
export function useExportActs(id: string) {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  const [busy, setBusy] = useState(false);
  return useMemo(() => {
    const params = { workspace, id };
    const act = async (what: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true);
      try {
        await what();
        return true;
      } catch (error) {
        toast.error(error);
        return false;
      } finally {
        setBusy(false);
        void cache.invalidateQueries({ queryKey: keys.exports(workspace) });
      }
    };
    return {
      busy,
      download: (fileName: string) => act(() => client.download('exportFile', { params, fileName })),
      cancel: () => act(() => client.call('cancelExport', { params })),
      remove: () => act(() => client.call('deleteExportFile', { params })),
    };
  }, [client, cache, toast, workspace, id, busy]);
}
