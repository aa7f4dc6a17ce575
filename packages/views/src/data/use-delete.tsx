import { useDeleteRecords, useRestoreRecords, useToast } from '@trellis/ui/react';
import { useCallback } from 'react';
import { useT } from '../messages.ts';

/** Deletes records and offers to take it back instead of asking first. Rejects with the server's error. */
export function useDelete(form: string): (ids: readonly string[]) => Promise<void> {
  const t = useT();
  const toast = useToast();
  const { mutateAsync: remove } = useDeleteRecords(form);
  const { mutateAsync: restore } = useRestoreRecords(form);
  return useCallback(
    async (ids) => {
      await remove(ids);
      toast.undo(t('deleted', { count: ids.length }), async () => {
        await restore(ids);
        toast.success(t('restored'));
      });
    },
    [remove, restore, toast, t],
  );
}
