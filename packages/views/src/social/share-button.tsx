import { Icon, later } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';

const ShareSheet = later(async () => (await import('./share-sheet.tsx')).ShareSheet);

/** Shows a record to others: colleagues, and people outside where the member may export it. */
export function ShareButton({ info, recordId }: { readonly info: FormInfo; readonly recordId: string }) {
  const t = useT();
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <Button
        icon={<Icon name="send" />}
        aria-label={t('share')}
        title={t('share')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {open === undefined ? null : (
        <ShareSheet info={info} recordId={recordId} open={open} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
