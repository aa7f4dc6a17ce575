import { useQueryClient } from '@tanstack/react-query';
import { keys, type RecordData, useSaveRecord, useWorkspace } from '@trellis/ui/react';
import { useCallback } from 'react';
import { patchRecord } from './patch.ts';

/**
 * Changes values of a record that a list shows: seen at once, taken back when the server refuses. Rejects with the
 * server's error.
 */
export function useOptimisticEdit(
  form: string,
): (record: RecordData, set: Readonly<Record<string, unknown>>) => Promise<void> {
  const cache = useQueryClient();
  const workspace = useWorkspace().key;
  const { mutateAsync } = useSaveRecord(form);
  return useCallback(
    async (record, set) => {
      const lists = { queryKey: keys.lists(workspace, form) };
      // An answer under way was asked for before the change and would undo it on the screen.
      await cache.cancelQueries(lists);
      const show = (change: (one: { values: RecordData['values'] }) => object) =>
        cache.setQueriesData(lists, (data: unknown) =>
          patchRecord(data, record.id, (one) => ({ ...one, ...change(one) })),
        );
      show((one) => ({ values: { ...one.values, ...set } }));
      try {
        const saved = await mutateAsync({ id: record.id, version: record.version, set });
        show(() => saved);
      } catch (error) {
        show(() => ({ values: record.values }));
        void cache.invalidateQueries(lists);
        throw error;
      }
    },
    [cache, workspace, form, mutateAsync],
  );
}
