import { Icon } from '@trellis/ui/react';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useT } from './messages.ts';

const VersionsSheet = lazy(async () => ({
  default: (await import('./versions-sheet.tsx')).VersionsSheet,
}));
const BinSheet = lazy(async () => ({ default: (await import('./bin-sheet.tsx')).BinSheet }));

/** What a form was before: its versions and the fields that were deleted. */
export function PastTools() {
  const t = useT();
  const [open, setOpen] = useState<'versions' | 'bin'>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'versions', icon: <Icon name="history" />, label: t('versions') },
            { key: 'bin', icon: <Icon name="delete" />, label: t('bin') },
          ],
          onClick: ({ key }) => setOpen(key as 'versions' | 'bin'),
        }}
      >
        <Button type="text" icon={<Icon name="more" />} aria-label={t('more')} title={t('more')} />
      </Dropdown>
      <Suspense fallback={null}>
        {open === 'versions' ? <VersionsSheet onClose={close} /> : null}
        {open === 'bin' ? <BinSheet onClose={close} /> : null}
      </Suspense>
    </>
  );
}
