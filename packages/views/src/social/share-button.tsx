import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';
import { ShareSheet } from './share-sheet.tsx';

/** Shows a record to others: colleagues, and people outside where the member may export it. */
export function ShareButton({ info, recordId }: { readonly info: FormInfo; readonly recordId: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={<Icon name="send" />}
        aria-label={t('share')}
        title={t('share')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      <ShareSheet info={info} recordId={recordId} open={open} onClose={() => setOpen(false)} />
    </>
  );
}
