import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationGroup } from '@trellis/metadata';
import { type Body, keys, type Reply, useClient, useToast, useWorkspace } from '@trellis/ui/react';

export type Message = Reply<'listMessages'>['messages'][number];
/** What the list shows. */
export type Tab = 'all' | 'unread' | NotificationGroup;

/** How many notifications the member has not read; fresh by events. */
export function useUnread() {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.messageCount(workspace),
    queryFn: ({ signal }) => client.call('countMessages', { params: { workspace }, signal }),
    staleTime: 5 * 60_000,
  });
}

/** The notifications of a tab, page by page. */
export function useMessages(tab: Tab) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.messageList(workspace, tab),
    queryFn: ({ pageParam, signal }) =>
      client.call('listMessages', {
        params: { workspace },
        query: {
          ...(tab === 'all' ? {} : tab === 'unread' ? { unread: true } : { group: tab }),
          ...(pageParam ? { after: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Changes notifications; lists and counts follow. */
export function useChangeMessages() {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  return useMutation({
    mutationFn: (body: Body<'changeMessages'>) =>
      client.call('changeMessages', { params: { workspace }, body }),
    onError: toast.error,
    onSettled: () => cache.invalidateQueries({ queryKey: keys.messages(workspace) }),
  }).mutateAsync;
}
