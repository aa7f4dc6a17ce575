import { useQueryClient } from '@tanstack/react-query';
import { isKey, keyFromLabel, type LocalText } from '@trellis/metadata';
import { keys, Sheet, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { blankForm, blankView, withMenuItem } from './blank.ts';
import { useT } from './messages.ts';
import { publishNew } from './publish.ts';

/** Asks for a name and makes a form with one field, a first view and an entry in the app's menu. */
export function NewFormDialog(props: {
  readonly app: string;
  readonly onClose: () => void;
  readonly onCreated: (form: string) => void;
}) {
  const { app } = props;
  const t = useT();
  const id = useId();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const workspace = useWorkspace().key;
  const catalog = useClientCatalog();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const create = async () => {
    const label: LocalText = { zh: name.trim() };
    if (!label.zh || busy) return;
    const taken = [...catalog.forms.keys()].flatMap((ref) =>
      ref.startsWith(`${app}:`) ? [ref.slice(app.length + 1)] : [],
    );
    const key = keyFromLabel(label.zh, taken);
    setBusy(true);
    try {
      await publishNew(client, 'form', { workspace, app, key }, blankForm(label));
      const document = catalog.apps.get(app);
      const view = `${key}_all`;
      try {
        if (isKey(view))
          await publishNew(client, 'view', { workspace, app, key: view }, blankView(key, label));
        if (document)
          await client.call('updateApp', {
            params: { workspace, app },
            body: { document: withMenuItem(document, key) },
          });
      } catch (error) {
        // The form is there and can be designed; only the way to it is missing.
        toast.error(error);
      }
      await cache.invalidateQueries({ queryKey: keys.workspace(workspace) });
      props.onCreated(key);
    } catch (error) {
      toast.error(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t('newForm')}
      width={440}
      footer={
        <div className="d-dialog-foot">
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={!name.trim()} loading={busy} onClick={() => void create()}>
            {t('create')}
          </Button>
        </div>
      }
    >
      <div className="f-setting">
        <label htmlFor={id}>{t('newFormName')}</label>
        <Input
          id={id}
          autoFocus
          maxLength={60}
          value={name}
          placeholder={t('newFormPlaceholder')}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={() => void create()}
        />
        <div className="f-help">{t('newFormHint')}</div>
      </div>
    </Sheet>
  );
}
