import { Icon, Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import './inbox.css';
import { useT } from './messages.ts';
import { useUnread } from './use-inbox.ts';

const Inbox = lazy(() => import('./inbox.tsx'));

/** Above this it says only that there are more. */
const MOST = 99;

/**
 * The way to what one was told: a bell with the number of what is unread, and the centre behind it.
 * @param onCount hears of the number, for the title of the page
 */
export function MessageBell(props: {
  readonly onCount: (count: number) => void;
  readonly onSettings: () => void;
}) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const unread = useUnread().data?.unread ?? 0;
  const { onCount, onSettings } = props;
  useEffect(() => {
    onCount(unread);
    return () => onCount(0);
  }, [unread, onCount]);
  const close = () => setOpen(false);
  return (
    <>
      <span className="v-bell">
        <Button
          type="text"
          icon={<Icon name="bell" />}
          aria-label={unread > 0 ? t('unread', { count: unread }) : t('title')}
          title={t('title')}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        />
        {unread > 0 ? (
          <span className="v-bell-count" aria-hidden>
            {unread > MOST ? `${MOST}+` : unread}
          </span>
        ) : null}
      </span>
      <Sheet
        open={open}
        onClose={close}
        desk="drawer"
        width={440}
        phone="full"
        title={t('title')}
        extra={
          <Button
            type="text"
            icon={<Icon name="settings" />}
            aria-label={t('settings')}
            title={t('settings')}
            onClick={() => {
              close();
              onSettings();
            }}
          />
        }
      >
        <Suspense fallback={null}>
          <Inbox onGo={close} />
        </Suspense>
      </Sheet>
    </>
  );
}
