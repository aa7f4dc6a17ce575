import { FileRows, useFormServices } from '@trellis/forms/react';
import { commentParts } from '@trellis/metadata';
import { Icon, MemberAvatar, type Refs, RelativeTime } from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import { Folded } from '../activity/folded.tsx';
import { CommentEditor } from './comment-editor.tsx';
import { CommentText } from './comment-text.tsx';
import { useMemberName } from './member-name.tsx';
import { useT } from './messages.ts';
import './social.css';
import { type CommentData, useCommentActions } from './use-comments.tsx';

/** What somebody said about a record, and what can be done with it. */
export function CommentItem(props: {
  /** "app:form" */
  readonly form: string;
  readonly recordId: string;
  readonly comment: CommentData;
  readonly refs: Refs;
  /** Absent where nothing can be answered. */
  readonly onReply?: ((comment: CommentData) => void) | undefined;
}) {
  const { form, recordId, comment, refs } = props;
  const t = useT();
  const { tz } = useFormServices();
  const nameOf = useMemberName(refs);
  const actions = useCommentActions(form, recordId);
  const [changing, setChanging] = useState(false);
  const name = nameOf(comment.author);
  return (
    <article className="v-comment" aria-label={name}>
      <MemberAvatar name={name} id={comment.author} size={24} />
      <div className="v-comment-body">
        <header>
          <strong>{name}</strong>
          <span className="v-comment-when">
            <RelativeTime value={comment.at} tz={tz} />
            {comment.editedAt ? ` · ${t('edited')}` : null}
          </span>
          <span className="v-comment-actions">
            {props.onReply ? (
              <Action icon="comment" label={t('reply')} onClick={() => props.onReply?.(comment)} />
            ) : null}
            {comment.mayEdit ? (
              <Action icon="edit" label={t('edit')} onClick={() => setChanging(true)} />
            ) : null}
            {comment.mayDelete ? (
              <Action icon="delete" label={t('delete')} onClick={() => void actions.remove(comment.id)} />
            ) : null}
          </span>
        </header>
        {comment.replyTo ? <Quote of={comment.replyTo} refs={refs} /> : null}
        {changing ? (
          <CommentEditor
            form={form}
            recordId={recordId}
            change={{ comment, refs }}
            onDone={() => setChanging(false)}
          />
        ) : (
          <>
            {comment.text === '' ? null : (
              <Folded tall>
                <CommentText text={comment.text} refs={refs} />
              </Folded>
            )}
            {comment.files.length > 0 ? <FileRows files={comment.files} /> : null}
          </>
        )}
      </div>
    </article>
  );
}

function Action(props: {
  readonly icon: 'comment' | 'edit' | 'delete';
  readonly label: string;
  readonly onClick: () => void;
}) {
  return (
    <Button
      type="text"
      size="small"
      icon={<Icon name={props.icon} />}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    />
  );
}

/** One line of what is answered. */
function Quote({ of, refs }: { readonly of: NonNullable<CommentData['replyTo']>; readonly refs: Refs }) {
  const t = useT();
  const nameOf = useMemberName(refs);
  const said = commentParts(of.text ?? '')
    .map((part) =>
      part.kind === 'mention' ? `@${nameOf(part.member)}` : part.kind === 'link' ? part.url : part.text,
    )
    .join('');
  return (
    <blockquote className="v-comment-quote">
      <span className="t-ellipsis">
        {nameOf(of.author)}: {of.text === null ? t('deletedComment') : said}
      </span>
    </blockquote>
  );
}
