import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChannelKey } from '@trellis/metadata';
import { type Body, keys, type Reply, useClient, useToast, useWorkspace } from '@trellis/ui/react';

export type Channel = Reply<'listChannels'>['channels'][number];
export type Delivery = Reply<'listDeliveries'>['deliveries'][number];

/** The channels and how they are set up. */
export function useChannels() {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.channels(workspace),
    queryFn: async ({ signal }) =>
      (await client.call('listChannels', { params: { workspace }, signal })).channels,
  });
}

/** Sets a channel up; what is shown follows. */
export function useSaveChannel() {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  return useMutation({
    mutationFn: ({ channel, ...body }: Body<'saveChannel'> & { readonly channel: ChannelKey }) =>
      client.call('saveChannel', { params: { workspace, channel }, body }),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: keys.channels(workspace) }),
        cache.invalidateQueries({ queryKey: keys.messageSettings(workspace) }),
      ]),
  });
}

export interface OutboxQuery {
  readonly state?: Delivery['state'];
  readonly channel?: ChannelKey;
}

/** What went to channels; looked at again now and then, since most of it moves within seconds. */
export function useDeliveries(query: OutboxQuery) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.deliveries(workspace, query),
    queryFn: ({ pageParam, signal }) =>
      client.call('listDeliveries', {
        params: { workspace },
        query: { ...query, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: 10_000,
  });
}

/** Sends deliveries again: those named, or all that failed for good. */
export function useResend() {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  return useMutation({
    mutationFn: (ids?: string[]) =>
      client.call('resendDeliveries', { params: { workspace }, body: ids ? { ids } : {} }),
    onError: toast.error,
    onSettled: () => cache.invalidateQueries({ queryKey: keys.allDeliveries(workspace) }),
  });
}
