import { Sheet } from '@trellis/ui/react';
import { Button } from 'antd';
import { createContext, type ReactNode, useContext } from 'react';
import { useT } from '../many/messages.ts';
import { type Clipboard, useClipboard } from './use-clipboard.tsx';

const Context = createContext<Clipboard | undefined>(undefined);

/** The clipboard of the designer around, for buttons. */
export function useDesignClipboard(): Clipboard {
  const clipboard = useContext(Context);
  if (!clipboard) throw new Error('The clipboard needs ClipboardParts around it');
  return clipboard;
}

/** Listens for copy, cut and paste, and asks before lines of text become fields. */
export function ClipboardParts({ children }: { readonly children: ReactNode }) {
  const t = useT();
  const clipboard = useClipboard();
  const { lines, addLines, forgetLines } = clipboard;
  return (
    <Context value={clipboard}>
      {children}
      <Sheet
        open={lines.length > 0}
        onClose={forgetLines}
        title={t('pasteLines', { count: lines.length })}
        footer={
          <div className="d-dialog-foot">
            <Button onClick={forgetLines}>{t('pasteLinesNo')}</Button>
            <Button type="primary" onClick={addLines}>
              {t('pasteLinesOk')}
            </Button>
          </div>
        }
      >
        <ul className="d-lines">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="d-hint">{t('pasteLinesHint')}</p>
      </Sheet>
    </Context>
  );
}
