import { useMe, useWorkspace } from '@trellis/ui/react';
import { useCallback } from 'react';
import { usePref } from '../state/storage.tsx';
import { type CommentDraft, EMPTY_DRAFT } from './draft.ts';

/** What the member has typed about a record and not sent; it waits in this browser under a name of its own per member. */
export function useTyped(record: string): readonly [CommentDraft, (draft: CommentDraft) => void] {
  const { key } = useWorkspace();
  const me = useMe().data?.id ?? '';
  const [draft, set] = usePref<CommentDraft | null>(`trellis.comment.${key}.${me}.${record}`, null);
  const change = useCallback((next: CommentDraft) => set(next.text === '' ? null : next), [set]);
  return [draft ?? EMPTY_DRAFT, change];
}
