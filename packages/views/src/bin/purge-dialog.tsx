import { Sheet, useLocale, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';
import { useBinActions } from './use-bin.ts';

/** Asks before records go for good, since that can't be undone. */
export function PurgeDialog(props: {
  readonly info: FormInfo;
  readonly count: number;
  readonly which: { readonly ids?: string[]; readonly search?: string };
  readonly onClose: () => void;
}) {
  const { info } = props;
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const { purge } = useBinActions(info.form.app);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      toast.success(t('purged', { count: await purge(info.form.ref, props.which) }));
      props.onClose();
    } catch (error) {
      toast.error(error);
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      width={440}
      title={t('purgeTitle', { count: props.count, form: text(info.label) })}
      onClose={props.onClose}
      footer={
        <div className="v-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button danger type="primary" loading={busy} onClick={() => void run()}>
            {t('purge')}
          </Button>
        </div>
      }
    >
      <p className="v-bin-text">{t('purgeText')}</p>
    </Sheet>
  );
}
