import { useToast } from '@trellis/ui/react';
import { useState } from 'react';

/** Does one thing at a time, shows that it is under way, and says what went wrong. */
export function useBusy() {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, run };
}
