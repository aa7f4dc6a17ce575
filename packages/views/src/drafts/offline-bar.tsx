import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import './drafts.css';
import { useT } from './messages.ts';
import { useDraftList, useDrafts } from './provider.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that there is no network and that nothing is lost, and what waits to be sent. */
export function OfflineBar() {
  const t = useT();
  const store = useDrafts();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  const waiting = useDraftList().filter((draft) => draft.waiting).length;
  if (online && waiting === 0) return null;
  return (
    <div className="v-offline" role="status">
      <Icon name="warning" />
      <span>
        {[online ? null : t('offline'), waiting > 0 ? t('waitingCount', { count: waiting }) : null]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {online ? (
        <Button type="link" size="small" onClick={() => void store.flush()}>
          {t('sendNow')}
        </Button>
      ) : null}
    </div>
  );
}
