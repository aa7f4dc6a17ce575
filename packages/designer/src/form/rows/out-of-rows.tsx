import { Icon } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from '../many/messages.ts';
import { useOutOfRows } from './use-transfer.tsx';

/** Takes a column out of its sub-form; the last one has to stay. */
export function OutOfRows({ rows, column }: { readonly rows: string; readonly column: string }) {
  const t = useT();
  const out = useOutOfRows(rows, column);
  return (
    <Button block type="text" icon={<Icon name="export" />} disabled={!out} onClick={out}>
      {t('moveOut')}
    </Button>
  );
}
