import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type Body,
  formParams,
  keys,
  type Reply,
  useAskReason,
  useClient,
  useToast,
  useWorkspace,
  withReason,
} from '@trellis/ui/react';
import { useT } from './messages.ts';

export type MergePreview = Reply<'previewMerge'>;

/** Where records differ and what is proposed. */
export function useMergePreview(form: string, ids: readonly string[]) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.mergePreview(key, form, ids),
    queryFn: ({ signal }) =>
      client.call('previewMerge', { params: formParams(key, form), body: { ids: [...ids] }, signal }),
    // What is compared is what is merged: it does not move while somebody chooses.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

/** What was merged into a record, or where it went. */
export function useMerges(form: string, id: string) {
  const client = useClient();
  const { key } = useWorkspace();
  return useQuery({
    queryKey: keys.merges(key, form, id),
    queryFn: ({ signal }) =>
      client.call('recordMerges', { params: { ...formParams(key, form), id }, signal }),
    retry: false,
  });
}

/** Merges records, and takes it back with a word about what stayed as it is. `merge` rejects with the server's error. */
export function useMerging(form: string) {
  const client = useClient();
  const cache = useQueryClient();
  const { key } = useWorkspace();
  const ask = useAskReason();
  const toast = useToast();
  const t = useT();
  const params = formParams(key, form);
  // What pointed to the records may stand in any form.
  const changed = () => cache.invalidateQueries({ queryKey: keys.workspace(key) });
  return {
    async merge(body: Omit<Body<'mergeRecords'>, 'accept'>): Promise<Reply<'mergeRecords'>> {
      const merged = await withReason(ask, (accept) =>
        client.call('mergeRecords', { params, body: { ...body, ...(accept ? { accept } : {}) } }),
      );
      void changed();
      return merged;
    },
    async unmerge(id: string): Promise<void> {
      try {
        const { kept, stayed } = await client.call('unmergeRecords', { params: { ...params, id } });
        const count = kept.length + stayed.reduce((sum, one) => sum + one.count, 0);
        toast.success(count > 0 ? t('undoneKept', { count }) : t('undone'));
        void changed();
      } catch (error) {
        toast.error(error);
      }
    },
  };
}
