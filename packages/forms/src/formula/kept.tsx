import { useToast } from '@trellis/ui/react';
import { useT } from './messages.tsx';

/** Tells of text that was typed and not kept, and offers it again. */
export function useKeptText(reopen: (text: string) => void) {
  const t = useT();
  const toast = useToast();
  return (before: string, text: string) => {
    if (text.trim() !== before.trim()) toast.undo(t('discarded'), () => reopen(text));
  };
}
