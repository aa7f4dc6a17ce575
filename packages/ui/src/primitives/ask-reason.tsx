import { Alert, Button, type GetRef, Input } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useId, useRef, useState } from 'react';
import { useT } from './messages.ts';
import { Sheet } from './sheet.tsx';

/** Asks why something goes on in spite of these warnings; undefined = it does not. */
type AskReason = (warnings: readonly string[]) => Promise<string | undefined>;

type TextAreaRef = GetRef<typeof Input.TextArea>;

interface Question {
  readonly warnings: readonly string[];
  readonly answer: (reason: string | undefined) => void;
}

const MOST = 500;
const Context = createContext<AskReason>(async () => undefined);

/** Asks whoever saves something that is only warned of. */
export const useAskReason = (): AskReason => useContext(Context);

/** The dialog of `useAskReason`. */
export function AskReasonProvider({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const input = useId();
  const [question, setQuestion] = useState<Question>();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const text = useRef<TextAreaRef>(null);
  const ask = useCallback<AskReason>(
    (warnings) =>
      new Promise((answer) => {
        setReason('');
        setQuestion({ warnings, answer });
        setOpen(true);
      }),
    [],
  );
  const close = (given?: string) => {
    setOpen(false);
    question?.answer(given);
  };
  const ready = reason.trim() !== '';
  return (
    <Context value={ask}>
      {children}
      <Sheet
        open={open}
        onClose={() => close()}
        title={t('warnings')}
        // The dialog takes the focus as it opens.
        afterOpenChange={(now) => {
          if (now) text.current?.focus();
        }}
        width={440}
        footer={
          <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
            <Button onClick={() => close()}>{t('goBack')}</Button>
            <Button type="primary" disabled={!ready} onClick={() => close(reason.trim())}>
              {t('saveAnyway')}
            </Button>
          </div>
        }
      >
        <Alert
          type="warning"
          showIcon
          style={{ marginBottom: 16 }}
          title={question?.warnings.map((text) => <div key={text}>{text}</div>)}
        />
        <label htmlFor={input} style={{ display: 'block', marginBottom: 4 }}>
          {t('whyAnyway')}
        </label>
        <Input.TextArea
          id={input}
          ref={text}
          value={reason}
          maxLength={MOST}
          autoSize={{ minRows: 2, maxRows: 6 }}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) close(reason.trim());
          }}
        />
        <p style={{ margin: '4px 0 0' }} className="t-muted">
          {t('reasonKept')}
        </p>
      </Sheet>
    </Context>
  );
}
