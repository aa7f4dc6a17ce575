import { useRouter } from '@tanstack/react-router';
import { EmptyState } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from '../messages.ts';

/** An account that belongs to no workspace (any more). */
export function NoWorkspace() {
  const t = useT();
  const { session } = useRouter().options.context;
  return (
    <EmptyState
      icon="team"
      title={t('noWorkspaceTitle')}
      description={t('noWorkspaceText')}
      action={<Button onClick={() => void session.logout()}>{t('logout')}</Button>}
    />
  );
}
