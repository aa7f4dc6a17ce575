import { App, Button } from 'antd';
import { useMemo } from 'react';
import { ApiError } from '../api/error.ts';
import { useT } from './messages.ts';

export interface Toast {
  success(text: string): void;
  /** An error in words: of the API, or any other; a text says itself what is wrong. */
  error(error: unknown): void;
  /** Says what happened and offers to take it back for eight seconds; under a `name`, in place of the last one of it. */
  undo(text: string, onUndo: () => void | Promise<void>, name?: string): void;
}

const UNDO_SECONDS = 8;
let count = 0;

/** Short messages at the top of the page. */
export function useToast(): Toast {
  const { message } = App.useApp();
  const t = useT();
  return useMemo(() => {
    const error = (cause: unknown) => {
      const first = cause instanceof ApiError ? cause.issues[0]?.message : undefined;
      const title = cause instanceof ApiError ? cause.title : typeof cause === 'string' ? cause : t('failed');
      void message.error(first && first !== title ? `${title} · ${first}` : title, 6);
    };
    return {
      success: (text) => void message.success(text),
      error,
      undo(text, onUndo, name) {
        const key = name ?? `undo-${++count}`;
        const undo = async () => {
          message.destroy(key);
          try {
            await onUndo();
          } catch (cause) {
            error(cause);
          }
        };
        void message.open({
          key,
          type: 'success',
          duration: UNDO_SECONDS,
          content: (
            <>
              {text}
              <Button type="link" size="small" onClick={() => void undo()}>
                {t('undo')}
              </Button>
            </>
          ),
        });
      },
    };
  }, [message, t]);
}
