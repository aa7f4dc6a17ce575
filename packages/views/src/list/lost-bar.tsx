import { Alert, Button } from 'antd';
import { useT } from '../messages.ts';
import type { ListedView } from './views.ts';

/** Says that something a view of the member's own was built on is gone. */
export function LostBar({ listed, onEdit }: { readonly listed: ListedView; readonly onEdit: () => void }) {
  const t = useT();
  return (
    <Alert
      type="warning"
      showIcon
      banner
      title={t(listed.lost === 'all' ? 'lostAll' : 'lostPart')}
      action={
        <Button size="small" onClick={onEdit}>
          {t('viewSettings')}
        </Button>
      }
    />
  );
}
