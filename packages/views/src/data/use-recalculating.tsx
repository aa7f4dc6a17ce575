import { useQuery } from '@tanstack/react-query';
import type { RecalculatingFields } from '@trellis/forms/react';
import { keys, useClient, useWorkspace } from '@trellis/ui/react';
import { useMemo } from 'react';

/** Fields of all forms whose values are being worked out anew in the background, and how far that is. */
export function useRecalculatingFields(): RecalculatingFields {
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.computations(workspace),
    queryFn: async ({ signal }) =>
      (await client.call('listComputations', { params: { workspace }, signal })).computations,
    // While something runs its progress is looked at; otherwise an event tells.
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 3_000 : false),
  });
  const fields = useMemo(() => {
    const found = new Map<string, Map<string, { readonly done: number; readonly total: number }>>();
    for (const { form, fields: keysOfForm, done, total } of data ?? []) {
      const known = found.get(form) ?? new Map();
      found.set(form, known);
      for (const key of keysOfForm) {
        const before = known.get(key) ?? { done: 0, total: 0 };
        known.set(key, { done: before.done + done, total: before.total + total });
      }
    }
    return found;
  }, [data]);
  return fields;
}
