import { useDeleteRecords, useRestoreRecords, useToast } from '@trellis/ui/react';
import { useCallback } from 'react';
import { useAskDelete } from '../deletion/ask.tsx';
import { useT } from '../messages.ts';

/**
 * Deletes records and offers to take it back; it asks first only where other records are concerned. Answers whether it was
 * done, rejects with the server's error. `before` runs once it is decided.
 */
export function useDelete(
  form: string,
): (ids: readonly string[], before?: () => void | Promise<void>) => Promise<boolean> {
  const t = useT();
  const toast = useToast();
  const ask = useAskDelete(form);
  const { mutateAsync: remove } = useDeleteRecords(form);
  const { mutateAsync: restore } = useRestoreRecords(form);
  return useCallback(
    async (ids, before) => {
      const { go, changed } = await ask(ids);
      if (!go) return false;
      await before?.();
      await remove(ids);
      changed();
      toast.undo(t('deleted', { count: ids.length }), async () => {
        await restore(ids);
        changed();
        toast.success(t('restored'));
      });
      return true;
    },
    [ask, remove, restore, toast, t],
  );
}
