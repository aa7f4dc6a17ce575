import { useQuery, useQueryClient } from '@tanstack/react-query';
import { formParams, keys, type Reply, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';

export type Duplicates = Reply<'listDuplicates'>;
export type DuplicateGroup = Duplicates['groups'][number];
type Pairs = readonly { readonly a: string; readonly b: string }[];

/** How often it is asked how far a search is. */
const WHILE_SCANNING_MS = 2_000;

/** Groups of records of a form that may be the same, and how far the search for them is. */
export function useDuplicates(form: string) {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  return useQuery({
    queryKey: keys.duplicates(workspace, form),
    queryFn: ({ signal }) =>
      client.call('listDuplicates', { params: formParams(workspace, form), query: {}, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.scan?.state === 'running' ? WHILE_SCANNING_MS : false),
  });
}

/** What is said of duplicates. All reject with the server's error. */
export function useDuplicateActions(form: string) {
  const client = useClient();
  const cache = useQueryClient();
  const { key: workspace } = useWorkspace();
  return useMemo(() => {
    const params = formParams(workspace, form);
    const changed = () => cache.invalidateQueries({ queryKey: keys.duplicates(workspace, form) });
    const say = async (pairs: Pairs, undo: boolean) => {
      const plain = pairs.map(({ a, b }) => ({ a, b }));
      await client.call('dismissDuplicates', {
        params,
        body: undo ? { pairs: plain, undo } : { pairs: plain },
      });
      await changed();
    };
    return {
      dismiss: (pairs: Pairs) => say(pairs, false),
      takeBack: (pairs: Pairs) => say(pairs, true),
      scan: async (cancel: boolean) => {
        await client.call('scanDuplicates', { params, body: cancel ? { cancel } : {} });
        await changed();
      },
    };
  }, [client, cache, workspace, form]);
}
