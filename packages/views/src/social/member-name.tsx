import { type Refs, useLocale, useMembers } from '@trellis/ui/react';
import { useCallback } from 'react';
import { useT } from './messages.ts';

/** Names of members: as an answer gave them, or as the workspace has them. */
export function useMemberName(refs: Refs = {}): (id: string) => string {
  const members = useMembers().data;
  const t = useT();
  return useCallback(
    (id: string) => refs[id]?.title ?? members?.find((member) => member.id === id)?.name ?? t('someone'),
    [refs, members, t],
  );
}

/** Several names as one reads them. */
export function useJoined(): (names: readonly string[]) => string {
  const { locale } = useLocale();
  return (names) => names.join(locale === 'zh' ? '、' : ', ');
}
