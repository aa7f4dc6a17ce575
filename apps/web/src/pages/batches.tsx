import { PageHeader } from '@trellis/ui/react';
import { BatchList } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';

/** What was done with many records at once. */
export function BatchesPage() {
  const t = useT();
  useTitle(t('batches'));
  return (
    <div className="w-page">
      <PageHeader title={t('batches')} description={t('batchesText')} />
      <div className="w-page-body">
        <BatchList />
      </div>
    </div>
  );
}
