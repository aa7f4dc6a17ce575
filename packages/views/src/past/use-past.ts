import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Body,
  formParams,
  keys,
  type Reply,
  useAskReason,
  useClient,
  useWorkspace,
  withReason,
} from '@trellis/ui/react';
import { useCallback, useEffect } from 'react';

export type To = Body<'putBack'>['to'];

/** Changes that are fetched at once: enough for nearly every record. */
const PAGE = 200;
/** Steps that a slider can have, and still be moved. */
const MOST_STEPS = 1_000;

/** The moments at which a record changed, oldest first, as far as they can be stepped through. */
export function useMoments(form: string, id: string): Reply<'recordHistory'>['changes'] {
  const client = useClient();
  const { key } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: keys.moments(key, form, id),
    queryFn: ({ pageParam, signal }) =>
      client.call('recordHistory', {
        params: { ...formParams(key, form), id },
        query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const wanted = hasNextPage && !isFetchingNextPage && changes.length < MOST_STEPS;
  useEffect(() => {
    if (wanted) void fetchNextPage();
  }, [wanted, fetchNextPage]);
  return changes.filter(({ op }) => op !== 'share' && op !== 'unshare').reverse();
}

/** A record as it was. */
export function useAsOf(form: string, id: string, asOf: string) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.asOf(key, form, id, asOf),
    queryFn: ({ signal }) =>
      client.call('getRecord', { params: { ...formParams(key, form), id }, query: { asOf }, signal }),
    retry: false,
    placeholderData: (before) => before,
  });
}

/** What putting back would change. */
export function usePutBackPreview(form: string, id: string, to: To) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.putBack(key, form, id, to),
    queryFn: ({ signal }) =>
      client.call('previewPutBack', { params: { ...formParams(key, form), id }, body: { to }, signal }),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Puts values back; warnings ask for a reason first. */
export function usePutBack(form: string, id: string) {
  const client = useClient();
  const cache = useQueryClient();
  const ask = useAskReason();
  const { key } = useWorkspace();
  return useCallback(
    async (body: Omit<Body<'putBack'>, 'accept'>) => {
      await withReason(ask, (given) =>
        client.call('putBack', {
          params: { ...formParams(key, form), id },
          body: { ...body, ...(given ? { accept: given } : {}) },
        }),
      );
      await cache.invalidateQueries({ queryKey: keys.form(key, form) });
    },
    [client, cache, ask, key, form, id],
  );
}
