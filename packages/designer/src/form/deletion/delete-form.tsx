import { BIN_DAYS } from '@trellis/metadata';
import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { DeletionDialog } from './deletion-dialog.tsx';
import { useT } from './messages.ts';

/** The way out for a form that nobody needs any more. */
export function DeleteForm() {
  const t = useT();
  const { published } = useDesign();
  const [open, setOpen] = useState(false);
  if (!published) return null;
  return (
    <div className="f-setting">
      <Button block danger icon={<Icon name="delete" />} onClick={() => setOpen(true)}>
        {t('delete')}
      </Button>
      <div className="f-help">{t('hint', { days: BIN_DAYS })}</div>
      {open ? <DeletionDialog onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
