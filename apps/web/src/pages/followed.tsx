import { PageHeader } from '@trellis/ui/react';
import { FollowedRecords } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';

/** The records that the member follows, of all forms. */
export function FollowedPage() {
  const t = useT();
  useTitle(t('followed'));
  return (
    <div className="w-page">
      <PageHeader title={t('followed')} description={t('followedText')} />
      <div className="w-page-body">
        <FollowedRecords />
      </div>
    </div>
  );
}
