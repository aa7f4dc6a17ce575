import { hashKey, type QueryClient, type QueryKey, useQueries, useQueryClient } from '@tanstack/react-query';
import {
  type Client,
  formParams,
  keys,
  type ListQuery,
  type RecordData,
  type RecordPage,
  type Refs,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { keptPages, PAGE_SIZE, pageOf } from '../state/windows.ts';

/** A page of one of the lists that a screen is made of. */
export interface PageAsk {
  readonly list: number;
  readonly page: number;
}

/** The pages that are wanted, as far as they have arrived. */
export interface Pages {
  readonly pages: ReadonlyMap<string, RecordPage>;
  readonly refs: Refs;
  readonly error: Error | null;
  retry(): void;
  /** The record at a place of a list, or undefined while its page is under way. */
  at(list: number, index: number): RecordData | undefined;
  /** The record at a place, fetched if it is not at hand. */
  load(list: number, index: number): Promise<RecordData | undefined>;
}

export const pageName = ({ list, page }: PageAsk): string => `${list}/${page}`;

/** Fetches pages of lists and drops those that were left long ago, so that memory stays the same however far one scrolls. */
export function usePages(
  form: string,
  /** The query of a list, with its limit. */
  bodyOf: (list: number) => ListQuery,
  wanted: readonly PageAsk[],
): Pages {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  const queries = wanted.map((ask) =>
    pageQuery({ client, cache, workspace, form, body: bodyOf(ask.list), page: ask.page }),
  );
  const { pages, refs, failed } = useQueries({
    queries,
    combine: useCallback(
      (
        answers: readonly { data?: RecordPage | undefined; error: Error | null; refetch: () => unknown }[],
      ) => {
        const found = new Map<string, RecordPage>();
        answers.forEach(({ data }, index) => {
          const ask = wanted[index];
          if (data && ask) found.set(pageName(ask), data);
        });
        return {
          pages: found as ReadonlyMap<string, RecordPage>,
          refs: Object.assign({}, ...[...found.values()].map((page) => page.refs)) as Refs,
          failed: answers.find(({ error, data }) => error && !data),
        };
      },
      [wanted],
    ),
  });

  const seen = useRef<{ names: readonly string[]; keys: Map<string, QueryKey> }>({
    names: [],
    keys: new Map(),
  });
  const hashes = queries.map(({ queryKey }) => hashKey(queryKey)).join('\n');
  useEffect(() => {
    const { kept, dropped } = keptPages(seen.current.names, hashes === '' ? [] : hashes.split('\n'));
    for (const { queryKey } of queries) seen.current.keys.set(hashKey(queryKey), queryKey);
    for (const name of dropped) {
      const queryKey = seen.current.keys.get(name);
      if (queryKey) cache.removeQueries({ queryKey, exact: true, type: 'inactive' });
      seen.current.keys.delete(name);
    }
    seen.current.names = kept;
  });

  const at = useCallback(
    (list: number, index: number) =>
      pages.get(pageName({ list, page: pageOf(index) }))?.records[index % PAGE_SIZE],
    [pages],
  );
  return useMemo(
    () => ({
      pages,
      refs,
      error: failed?.error ?? null,
      retry: () => void failed?.refetch(),
      at,
      load: async (list, index) => {
        const query = pageQuery({ client, cache, workspace, form, body: bodyOf(list), page: pageOf(index) });
        const page = await cache.fetchQuery({ ...query, staleTime: 30_000 });
        return page.records[index % PAGE_SIZE];
      },
    }),
    [pages, refs, failed, at, client, cache, workspace, form, bodyOf],
  );
}

/**
 * A page goes on from the cursor of the one before while that is fresh; after a jump, and when rows may have moved
 * since, from its offset, so that pages never overlap or leave a gap.
 */
function pageQuery(the: {
  client: Client;
  cache: QueryClient;
  workspace: string;
  form: string;
  body: ListQuery;
  page: number;
}) {
  const { workspace, form, body, page } = the;
  const keyOf = (n: number) =>
    n === 0
      ? keys.records(workspace, form, body)
      : keys.records(workspace, form, { ...body, offset: n * PAGE_SIZE });
  return {
    queryKey: keyOf(page) as QueryKey,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<RecordPage> => {
      const params = formParams(workspace, form);
      if (page === 0) return the.client.call('queryRecords', { params, body, signal });
      const before = the.cache.getQueryState<RecordPage>(keyOf(page - 1));
      const cursor =
        before?.status === 'success' && !before.isInvalidated && before.fetchStatus === 'idle'
          ? before.data?.next
          : undefined;
      const position = cursor ? { after: cursor } : { offset: page * PAGE_SIZE };
      return the.client.call('queryRecords', {
        params,
        body: { ...body, ...position, total: 'none' },
        signal,
      });
    },
  };
}
