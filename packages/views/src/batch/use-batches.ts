import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { newId } from '@trellis/metadata';
import { type Body, formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useCallback, useMemo } from 'react';
import { watch } from './watched.ts';

export type Batch = Reply<'getBatch'>;
export type BatchRecord = Reply<'batchRecords'>['records'][number];
export type Chosen = Body<'startBatch'>['records'];
export type Action = Body<'startBatch'>['action'];

/** How often is asked how far they are, while any is under way. */
const EVERY_MS = 800;
/** Batches that are looked at for the tray. */
const LATEST = 20;

const isRunning = ({ state }: Batch): boolean => state === 'running';

/** The member's latest batches, asked for again and again while one is under way. */
export function useLatestBatches() {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.latestBatches(workspace),
    queryFn: async ({ signal }) =>
      (await client.call('listBatches', { params: { workspace }, query: { limit: LATEST }, signal })).batches,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? EVERY_MS : false),
  });
}

/** Batches page by page. */
export function useBatchPages(whose: 'mine' | 'all') {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.batchList(workspace, whose),
    queryFn: ({ pageParam, signal }) =>
      client.call('listBatches', {
        params: { workspace },
        query: { whose, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ batches }) => batches.some(isRunning)) ? EVERY_MS : false,
  });
}

/** The records of a batch that there is something to tell of, page by page. */
export function useBatchRecords(id: string) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.batchRecords(workspace, id),
    queryFn: ({ pageParam, signal }) =>
      client.call('batchRecords', { params: { workspace, id }, query: { after: pageParam }, signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  });
}

/** Starts, stops and takes back; what is under way is watched from then on. */
export function useBatchActions() {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const settled = useCallback(
    async (batch: Batch) => {
      watch(batch.id);
      await cache.invalidateQueries({ queryKey: keys.batches(workspace) });
    },
    [cache, workspace],
  );
  return useMemo(
    () => ({
      start: async (form: string, body: Body<'startBatch'>) =>
        settled(await client.call('startBatch', { params: formParams(workspace, form), body })),
      cancel: async (id: string) => settled(await client.call('cancelBatch', { params: { workspace, id } })),
      undo: async (id: string) =>
        settled(await client.call('undoBatch', { params: { workspace, id }, body: { id: newId() } })),
    }),
    [client, workspace, settled],
  );
}
