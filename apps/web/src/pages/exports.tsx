import { PageHeader } from '@trellis/ui/react';
import { ExportList } from '@trellis/views/react';
import { useT } from '../messages.ts';
import { useTitle } from '../title.tsx';

/** The files that one has exported. */
export function ExportsPage() {
  const t = useT();
  useTitle(t('exports'));
  return (
    <div className="w-page">
      <PageHeader title={t('exports')} description={t('exportsText')} />
      <div className="w-page-body">
        <ExportList />
      </div>
    </div>
  );
}
