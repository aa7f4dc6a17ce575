import { PageHeader } from '@trellis/ui/react';
import { MessageSettings } from '@trellis/views/react';
import { useTitle } from '../title.tsx';
import { useT } from './channels/messages.ts';

/** What the member is told, and where. */
export function MessageSettingsPage() {
  const t = useT();
  useTitle(t('ownTitle'));
  return (
    <div className="w-page">
      <PageHeader title={t('ownTitle')} description={t('ownText')} />
      <div className="w-page-body">
        <MessageSettings />
      </div>
    </div>
  );
}
