import { keyFromLabel } from '@trellis/metadata';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useBusy } from '../../core/use-busy.tsx';
import { blankForm, blankView } from '../blank.ts';
import { useT } from './messages.ts';
import { fileOf, labelOf, useCreateForms } from './use-create.ts';
import { WayFoot, type WayProps } from './way.tsx';

/** A form with one field, to be designed. */
export function BlankWay({ app, onClose, onDone }: WayProps) {
  const t = useT();
  const id = useId();
  const create = useCreateForms(app);
  const { busy, run } = useBusy();
  const [name, setName] = useState('');
  const submit = () => {
    const label = labelOf(name);
    if (!label.zh) return;
    void run(async () => {
      const key = keyFromLabel(label.zh);
      const { forms } = await create(fileOf(app, key, blankForm(label), blankView(key, label)));
      await onDone(forms[0] ?? key, 'design');
    });
  };
  return (
    <>
      <div className="f-setting">
        <label htmlFor={id}>{t('name')}</label>
        <Input
          id={id}
          autoFocus
          maxLength={60}
          value={name}
          placeholder={t('namePlaceholder')}
          onChange={({ target }) => setName(target.value)}
          onPressEnter={submit}
        />
        <div className="f-help">{t('blankHint')}</div>
      </div>
      <WayFoot disabled={!name.trim()} busy={busy} onCancel={onClose} onCreate={submit} />
    </>
  );
}
