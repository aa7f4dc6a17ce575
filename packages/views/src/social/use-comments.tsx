import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Body,
  formParams,
  keys,
  type Reply,
  useClient,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useMemo } from 'react';
import { useT } from './messages.ts';

export type CommentData = Reply<'listComments'>['comments'][number];

/** Comments on a record, the newest first, page by page; fresh by events. */
export function useComments(
  form: string,
  id: string,
  { enabled = true }: { readonly enabled?: boolean } = {},
) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: keys.comments(workspace, form, id),
    queryFn: ({ pageParam, signal }) =>
      client.call('listComments', {
        params: { ...formParams(workspace, form), id },
        query: pageParam ? { after: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    enabled,
  });
  const pages = query.data?.pages;
  return useMemo(
    () => ({
      query,
      comments: pages?.flatMap((page) => page.comments) ?? [],
      refs: Object.assign({}, ...(pages?.map((page) => page.refs) ?? [])) as Reply<'listComments'>['refs'],
      /** All of them; undefined until known. */
      count: pages?.[0]?.count,
    }),
    [query, pages],
  );
}

/** Ids of the members who may view a record. */
export function useAudience(form: string, id: string, enabled: boolean) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.audience(workspace, form, id),
    queryFn: ({ signal }) =>
      client.call('recordAudience', { params: { ...formParams(workspace, form), id }, signal }),
    staleTime: 60_000,
    enabled,
  });
}

/** What can be done with the comments on a record; each resolves when the list is fresh. Rejections are for the caller. */
export function useCommentActions(form: string, id: string) {
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const t = useT();
  const { key: workspace } = useWorkspace();
  return useMemo(() => {
    const params = { ...formParams(workspace, form), id };
    const renew = () => cache.invalidateQueries({ queryKey: keys.comments(workspace, form, id) });
    return {
      async create(body: Body<'createComment'>) {
        const written = await client.call('createComment', { params, body });
        await renew();
        return written;
      },
      async change(comment: string, body: Body<'updateComment'>) {
        const written = await client.call('updateComment', { params: { ...params, comment }, body });
        await renew();
        return written;
      },
      async remove(comment: string) {
        try {
          await client.call('deleteComment', { params: { ...params, comment } });
          await renew();
        } catch (error) {
          toast.error(error);
          return;
        }
        toast.undo(t('deleted'), async () => {
          await client.call('restoreComment', { params: { ...params, comment } });
          await renew();
        });
      },
    };
  }, [client, cache, toast, t, workspace, form, id]);
}
