import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import {
  formParams,
  type HistoryChange,
  keys,
  type Refs,
  type Reply,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';
import { useMemo } from 'react';
import { type CommentData, useComments } from '../social/use-comments.tsx';
import { mergeStreams, type Stream } from './merge.ts';
import type { RelatedRecord } from './related-entry.tsx';

/** What of the activity is shown. */
export const FILTERS = ['all', 'comments', 'changes', 'related'] as const;
export type Filter = (typeof FILTERS)[number];

/** Something that happened to a record. */
export type Happening = { readonly key: string; readonly at: string; readonly refs: Refs } & (
  | { readonly kind: 'change'; readonly change: HistoryChange }
  | { readonly kind: 'comment'; readonly comment: CommentData }
  | { readonly kind: 'related'; readonly record: RelatedRecord }
);

/** What a hook of pages answers, as far as it matters here. */
interface Pages<Page> {
  readonly data: InfiniteData<Page> | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isFetchNextPageError: boolean;
  fetchNextPage(): unknown;
  refetch(): unknown;
}

const PAGE = 30;

/** What happened to a record, the newest first; older things arrive with `load`. */
export function useActivity(form: string, id: string, filter: Filter) {
  const wants = (kind: Filter) => filter === 'all' || filter === kind;
  const changes = useChanges(form, id, wants('changes'));
  const related = useRelated(form, id, wants('related'));
  const { query: commented } = useComments(form, id);
  const changed = useHappenings(changes, (page): Happening[] =>
    page.changes.map((change) => ({
      kind: 'change',
      key: change.id,
      at: change.at,
      refs: page.refs,
      change,
    })),
  );
  const said = useHappenings(commented, (page): Happening[] =>
    page.comments.map((comment) => ({
      kind: 'comment',
      key: comment.id,
      at: comment.at,
      refs: page.refs,
      comment,
    })),
  );
  const made = useHappenings(related, (page): Happening[] =>
    page.records.map((record) => ({
      kind: 'related',
      key: record.id,
      at: record.at,
      refs: page.refs,
      record,
    })),
  );
  const sources = [
    ...(wants('changes') ? [{ pages: changes as Pages<unknown>, stream: changed }] : []),
    ...(wants('comments') ? [{ pages: commented as Pages<unknown>, stream: said }] : []),
    ...(wants('related') ? [{ pages: related as Pages<unknown>, stream: made }] : []),
  ];
  const { items, wanted } = mergeStreams(sources.map(({ stream }) => stream));
  return {
    items,
    pending: sources.some(({ pages }) => !pages.data && !pages.error),
    /** Of what could not be asked for; the rest is shown all the same. */
    error: sources.find(({ pages }) => pages.error && !pages.data)?.pages.error ?? null,
    more: wanted.length > 0,
    /** Older things could not be fetched; `load` tries again. */
    stuck: sources.some(({ pages }) => pages.isFetchNextPageError),
    /** Grows with each page, though there may be nothing to see in it. */
    pages: sources.reduce((sum, { pages }) => sum + (pages.data?.pages.length ?? 0), 0),
    load: () => {
      for (const index of wanted) {
        const source = sources[index]?.pages;
        if (source?.hasNextPage && !source.isFetchingNextPage) source.fetchNextPage();
      }
    },
    retry: () => {
      for (const { pages } of sources) if (pages.error) pages.refetch();
    },
  };
}

/** All that has arrived of a kind. */
function useHappenings<Page>(
  { data, hasNextPage, error }: Pages<Page>,
  read: (page: Page) => Happening[],
): Stream<Happening> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a page is read never changes
  return useMemo(
    () => ({ items: data?.pages.flatMap(read) ?? [], more: data ? hasNextPage : error === null }),
    [data, hasNextPage, error],
  );
}

function useChanges(form: string, id: string, enabled: boolean) {
  const client = useClient();
  const { key } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.history(key, form, id),
    queryFn: ({ pageParam, signal }) =>
      client.call('recordHistory', {
        params: { ...formParams(key, form), id },
        query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: Reply<'recordHistory'>) => page.next,
    enabled,
  });
}

function useRelated(form: string, id: string, enabled: boolean) {
  const client = useClient();
  const { key } = useWorkspace();
  return useInfiniteQuery({
    queryKey: keys.relatedActivity(key, form, id),
    queryFn: ({ pageParam, signal }) =>
      client.call('relatedActivity', {
        params: { ...formParams(key, form), id },
        query: { limit: PAGE, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page: Reply<'relatedActivity'>) => page.next,
    enabled,
  });
}
