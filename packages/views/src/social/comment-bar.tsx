import { Icon } from '@trellis/ui/react';
import { Button, Tooltip } from 'antd';
import { useRef } from 'react';
import { useT } from './messages.ts';

/** What stands below the text of a comment: whom to mention, files, sending. */
export function CommentBar(props: {
  readonly noteId: string;
  /** How much may still be typed, or what is waited for. */
  readonly note: string;
  readonly wrong: boolean;
  /** There are as many files as there may be. */
  readonly full: boolean;
  readonly changing: boolean;
  readonly ready: boolean;
  readonly sending: boolean;
  readonly onMention: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onSend: () => void;
  readonly onCancel: (() => void) | undefined;
}) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const key = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘↵' : 'Ctrl+Enter';
  return (
    <div className="v-comment-bar">
      <Button
        type="text"
        size="small"
        aria-label={t('mention')}
        title={t('mention')}
        // The text must not lose the focus.
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onMention}
      >
        @
      </Button>
      <Button
        type="text"
        size="small"
        icon={<Icon name="paperclip" />}
        aria-label={t('attach')}
        title={t('attach')}
        disabled={props.full}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        hidden
        multiple
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      <span id={props.noteId} className="v-comment-hint" data-over={props.wrong || undefined} role="status">
        {props.note}
      </span>
      {props.changing ? (
        <Button size="small" onClick={props.onCancel}>
          {t('cancel')}
        </Button>
      ) : null}
      <Tooltip title={t('sendKey', { key })}>
        <Button
          type="primary"
          size="small"
          disabled={!props.ready}
          loading={props.sending}
          onClick={props.onSend}
        >
          {t(props.changing ? 'save' : 'send')}
        </Button>
      </Tooltip>
    </div>
  );
}
