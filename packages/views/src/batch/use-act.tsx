import { useToast } from '@trellis/ui/react';
import { useState } from 'react';
import { useBatchActions } from './use-batches.ts';
import { dismiss } from './watched.ts';

/** Stops or takes back a batch, one thing at a time. */
export function useAct(id: string) {
  const toast = useToast();
  const { cancel, undo } = useBatchActions();
  const [busy, setBusy] = useState(false);
  const act = async (what: (id: string) => Promise<void>) => {
    setBusy(true);
    try {
      await what(id);
      if (what === undo) dismiss(id);
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, act, cancel, undo };
}
