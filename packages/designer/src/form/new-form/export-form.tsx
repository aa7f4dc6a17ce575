import { formParams, Icon, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';

/** Saves the form, as it is published, as a file that another app or installation can take. */
export function ExportForm() {
  const t = useT();
  const client = useClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const { form, published } = useDesign();
  if (!published) return null;
  const save = () =>
    client.download('exportForm', { params: formParams(workspace, form.ref) }).catch(toast.error);
  return (
    <div className="f-setting">
      <Button block icon={<Icon name="export" />} onClick={() => void save()}>
        {t('exportForm')}
      </Button>
      <div className="f-help">{t('exportHint')}</div>
    </div>
  );
}
