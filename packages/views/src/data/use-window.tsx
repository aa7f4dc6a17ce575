import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import {
  type Client,
  formParams,
  keys,
  type ListQuery,
  type RecordData,
  type RecordPage,
  type Refs,
  useClient,
  useRecords,
  useWorkspace,
} from '@trellis/ui/react';
import { useMemo } from 'react';
import { type Extent, extentOf, PAGE_SIZE, pageOf } from '../state/windows.ts';

/** The part of a long list that is on the screen, and how long the whole is. */
export interface Window {
  /** Nothing has arrived yet. */
  readonly pending: boolean;
  /** Shows the list of the query before, while the new one is under way. */
  readonly stale: boolean;
  readonly error: Error | null;
  retry(): void;
  readonly extent: Extent;
  /** The record in a row, or undefined while its page is under way. */
  at(row: number): RecordData | undefined;
  readonly refs: Refs;
}

/** Fetches the pages of a list that are wanted; the first one always, since it carries the total. */
export function useWindow(form: string, query: ListQuery, wanted: readonly number[]): Window {
  const client = useClient();
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const body = useMemo(() => ({ ...query, limit: PAGE_SIZE }), [query]);
  const first = useRecords(form, body);
  const rest = first.isPlaceholderData ? [] : wanted.filter((page) => page > 0);
  const others = useQueries({
    queries: rest.map((page) => pageQuery({ client, cache, workspace, form, body, page })),
  });

  const pages = new Map<number, RecordPage>();
  if (first.data) pages.set(0, first.data);
  rest.forEach((page, i) => {
    const data = others[i]?.data;
    if (data) pages.set(page, data);
  });
  const extents = new Map([...pages].map(([n, p]) => [n, { length: p.records.length, next: p.next }]));
  const failed = others.find((other) => other.error);
  return {
    pending: first.isPending,
    stale: first.isPlaceholderData,
    error: first.data ? (failed?.error ?? null) : first.error,
    retry: () => void (first.data ? failed?.refetch() : first.refetch()),
    extent: extentOf(first.data?.total, extents),
    at: (row) => pages.get(pageOf(row))?.records[row % PAGE_SIZE],
    refs: Object.assign({}, ...[...pages.values()].map((page) => page.refs)) as Refs,
  };
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
    queryKey: keyOf(page),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<RecordPage> => {
      const before = the.cache.getQueryState<RecordPage>(keyOf(page - 1));
      const cursor =
        before?.status === 'success' && !before.isInvalidated && before.fetchStatus === 'idle'
          ? before.data?.next
          : undefined;
      const position = cursor ? { after: cursor } : { offset: page * PAGE_SIZE };
      return the.client.call('queryRecords', {
        params: formParams(workspace, form),
        body: { ...body, ...position, total: 'none' },
        signal,
      });
    },
  };
}
