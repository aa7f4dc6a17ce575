import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useMoreT } from './more-messages.tsx';

// The reader of codes is a megabyte: it comes when somebody scans.
const ScanDialog = lazy(() => import('./scan-dialog.tsx'));

/** Whether this browser can use a camera at all; without https it can't. */
const canScan = (): boolean => typeof navigator !== 'undefined' && navigator.mediaDevices !== undefined;

/** Opens the camera and gives the text of the first code it sees. Shows nothing where there is no camera to use. */
export function ScanButton({ onScan, disabled }: { onScan: (text: string) => void; disabled?: boolean }) {
  const t = useMoreT();
  const [open, setOpen] = useState(false);
  if (!canScan()) return null;
  return (
    <>
      <Button
        type="text"
        size="small"
        className="f-inline-button"
        aria-label={t('scan')}
        title={t('scan')}
        disabled={disabled ?? false}
        icon={<Icon name="scan" />}
        onClick={() => setOpen(true)}
      />
      {open ? (
        <Suspense fallback={null}>
          <ScanDialog
            onClose={() => setOpen(false)}
            onScan={(text) => {
              setOpen(false);
              onScan(text);
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
