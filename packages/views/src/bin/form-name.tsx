import type { LocalText } from '@trellis/metadata';
import { Sheet, useLocale } from '@trellis/ui/react';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useT } from './messages.ts';

/** Asks what a form is called from now on, where another one has its name by now. */
export function FormNameDialog({
  label,
  onDone,
  onClose,
}: {
  readonly label: LocalText;
  readonly onDone: (label: LocalText) => void;
  readonly onClose: () => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const id = useId();
  const title = text(label);
  const [name, setName] = useState(() => t('formAgain', { name: title }));
  const typed = name.trim();
  const done = () => {
    if (typed !== '') onDone({ zh: typed });
  };
  return (
    <Sheet
      open
      width={440}
      title={t('formNameTitle', { title })}
      onClose={onClose}
      maskClosable={false}
      footer={
        <div className="v-foot">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="primary" disabled={typed === ''} onClick={done}>
            {t('restore')}
          </Button>
        </div>
      }
    >
      <p className="v-bin-text">{t('formNameText')}</p>
      <label htmlFor={id}>{t('formName')}</label>
      <Input
        id={id}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={done}
      />
    </Sheet>
  );
}
