import { EmptyState } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { useT } from '../messages.ts';
import type { ListedView } from './views.ts';

/** Says that something a view of the member's own was built on is gone: above what it still shows, or in its place. */
export function LostBar({ listed, onEdit }: { readonly listed: ListedView; readonly onEdit: () => void }) {
  const t = useT();
  if (listed.lost === 'all')
    return (
      <EmptyState
        icon="warning"
        title={t('lostAll')}
        action={<Button onClick={onEdit}>{t('viewSettings')}</Button>}
      />
    );
  return (
    <Alert
      type="warning"
      showIcon
      banner
      title={t('lostPart')}
      action={
        <Button size="small" onClick={onEdit}>
          {t('viewSettings')}
        </Button>
      }
    />
  );
}
