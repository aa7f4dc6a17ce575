import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useT } from './messages.ts';
import { Sheet } from './sheet.tsx';

/** Asks before something that can't be undone: the person types the name of what will be gone. */
export function ConfirmDanger({
  open,
  title,
  description,
  name,
  action,
  onConfirm,
  onClose,
}: {
  open: boolean;
  title: ReactNode;
  /** What will be lost, counted. */
  description: ReactNode;
  /** The name to type. */
  name: string;
  /** Text of the button, a verb. */
  action: string;
  /** A rejected promise keeps the dialog open. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const input = useId();
  const ready = typed.trim() === name;
  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={title}
      width={440}
      afterOpenChange={(now) => {
        if (!now) setTyped('');
      }}
      footer={
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button danger type="primary" disabled={!ready} loading={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </div>
      }
    >
      <div style={{ marginBottom: 16 }}>{description}</div>
      <label htmlFor={input} style={{ display: 'block', marginBottom: 4 }}>
        {t('typeToConfirm', { name })}
      </label>
      <Input
        id={input}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => void confirm()}
      />
    </Sheet>
  );
}
