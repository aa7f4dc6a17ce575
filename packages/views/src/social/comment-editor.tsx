import { MAX_FILE_MIB } from '@trellis/forms/model';
import { FileRows, useUploads } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import { COMMENT_FILES, COMMENT_TEXT, newId } from '@trellis/metadata';
import { Icon, type Refs, useToast } from '@trellis/ui/react';
import { Button } from 'antd';
import { type DragEvent, useId, useRef, useState } from 'react';
import { CommentBar } from './comment-bar.tsx';
import { type CommentDraft, draftOf, EMPTY_DRAFT, sentText } from './draft.ts';
import { useJoined, useMemberName } from './member-name.tsx';
import { MentionArea } from './mention-area.tsx';
import { useT } from './messages.ts';
import './social.css';
import { useTyped } from './typed.tsx';
import { type CommentData, useCommentActions } from './use-comments.tsx';

/** Left to type before it is said how much. */
const NEAR = 500;
const LIMITS = { maxBytes: MAX_FILE_MIB * 1024 * 1024 };

/** A place to say something about a record, or to change what one said. What is typed and not sent waits in this browser. */
export function CommentEditor(props: {
  /** "app:form" */
  readonly form: string;
  readonly recordId: string;
  /** What is answered. */
  readonly replyTo?: CommentData | undefined;
  readonly onNoReply?: (() => void) | undefined;
  /** The comment that is changed, with the names of those whom it mentions. */
  readonly change?: { readonly comment: CommentData; readonly refs: Refs } | undefined;
  /** Sent, or no longer changed. */
  readonly onDone?: (() => void) | undefined;
  readonly autoFocus?: boolean;
}) {
  const { form, recordId, replyTo, change } = props;
  const t = useT();
  const toast = useToast();
  const nameOf = useMemberName(change?.refs);
  const joined = useJoined();
  const actions = useCommentActions(form, recordId);
  const [kept, keep] = useTyped(`${form} ${recordId}`);
  const [changed, setChanged] = useState<CommentDraft>(() =>
    change ? draftOf(change.comment.text, nameOf) : EMPTY_DRAFT,
  );
  const draft = change ? changed : kept;
  const setDraft = change ? setChanged : keep;
  const [value, setValue] = useState<Value>(() => (change?.comment.files ?? null) as Value);
  const uploads = useUploads({ value, onChange: setValue, limits: LIMITS, maxCount: COMMENT_FILES });
  const [sending, setSending] = useState(false);
  // The same comment however often it is tried; the next one is another.
  const id = useRef(newId());
  const left = COMMENT_TEXT - sentText(draft).trim().length;
  const coming = uploads.pending.size > 0;
  const empty = draft.text.trim() === '' && uploads.files.length === 0;
  const ready = !empty && !coming && left >= 0 && !sending;

  const send = async () => {
    if (!ready) return;
    setSending(true);
    try {
      const body = { text: sentText(draft).trim(), files: uploads.files.map((file) => file.id) };
      const { refs, unreached } = change
        ? await actions.change(change.comment.id, body)
        : await actions.create({ ...body, id: id.current, ...(replyTo ? { replyTo: replyTo.id } : {}) });
      id.current = newId();
      setDraft(EMPTY_DRAFT);
      setValue(null);
      if (unreached.length > 0) {
        const names = joined(unreached.map((one) => refs[one]?.title ?? nameOf(one)));
        toast.error(t('unreached', { names }));
      }
      props.onDone?.();
    } catch (error) {
      toast.error(error);
    } finally {
      setSending(false);
    }
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') uploads.add([...event.dataTransfer.files]);
  };
  const hint = useId();
  const note =
    left < 0
      ? t('tooMuch', { count: -left })
      : left < NEAR
        ? t('tooLong', { count: left })
        : coming
          ? t('uploading')
          : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form inside the record's form would be invalid, a fieldset can't be laid out
    <div
      className="v-comment-editor"
      role="group"
      aria-label={t('comment')}
      onDragOver={drop}
      onDrop={drop}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && change) {
          event.stopPropagation();
          props.onDone?.();
        }
      }}
    >
      {replyTo ? (
        <div className="v-comment-reply">
          <Icon name="undo" />
          <span className="t-ellipsis">{t('replyTo', { name: nameOf(replyTo.author) })}</span>
          <Button
            type="text"
            size="small"
            icon={<Icon name="close" />}
            aria-label={t('noReply')}
            title={t('noReply')}
            onClick={props.onNoReply}
          />
        </div>
      ) : null}
      <MentionArea
        form={form}
        recordId={recordId}
        draft={draft}
        onChange={setDraft}
        onSend={() => void send()}
        onFiles={uploads.add}
        describedBy={hint}
        focus={`${replyTo?.id ?? ''}${props.autoFocus || change ? ' now' : ''}`}
      >
        {(mention) => (
          <>
            {uploads.files.length > 0 ? (
              <FileRows files={uploads.files} pending={uploads.pending} onRemove={uploads.remove} />
            ) : null}
            {uploads.refused.map((text) => (
              <div key={text} className="v-comment-wrong" role="alert">
                {text}
              </div>
            ))}
            <CommentBar
              noteId={hint}
              note={note}
              wrong={left < 0}
              full={uploads.files.length >= COMMENT_FILES}
              changing={change !== undefined}
              ready={ready}
              sending={sending}
              onMention={mention}
              onFiles={uploads.add}
              onSend={() => void send()}
              onCancel={props.onDone}
            />
          </>
        )}
      </MentionArea>
    </div>
  );
}
