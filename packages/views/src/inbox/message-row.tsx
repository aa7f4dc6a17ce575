import { findNotificationKind } from '@trellis/metadata';
import { Icon, MemberAvatar, OptionTag, RelativeTime, useToast, useWorkspace } from '@trellis/ui/react';
import { Button } from 'antd';
import type { MouseEvent } from 'react';
import { type Place, useNavigation } from '../navigation.tsx';
import { useT } from './messages.ts';
import type { Message, useChangeMessages } from './use-inbox.ts';

/** One notification: a link to what it is about, if there is any, and what can be done with it. */
export function MessageRow(props: {
  readonly message: Message;
  readonly onGo: () => void;
  readonly change: ReturnType<typeof useChangeMessages>;
}) {
  const { message, change } = props;
  const t = useT();
  const { tz } = useWorkspace();
  const toast = useToast();
  const ids = [message.id];
  const read = () => {
    // What goes wrong is told by `change`; the way to the record is free all the same.
    if (!message.read) void change({ ids, change: 'read' }).catch(() => undefined);
  };
  const remove = async () => {
    await change({ ids, change: 'delete' });
    toast.undo(t('deleted'), async () => {
      await change({ ids, change: 'restore' });
    });
  };
  return (
    <li className="v-message" data-unread={message.read ? undefined : true}>
      {message.by ? (
        <MemberAvatar name={message.by.name} id={message.by.id} size={32} />
      ) : (
        <span className="v-message-icon">
          <Icon name={findNotificationKind(message.kind)?.icon ?? 'bell'} />
        </span>
      )}
      <Opening message={message} onRead={read} onGo={props.onGo}>
        <span className="v-message-title">
          {message.read ? null : <span className="t-sr-only">{t('isUnread')}: </span>}
          {message.title}
          {message.times > 1 ? (
            <span className="v-message-times">
              <OptionTag color="gray">{t('times', { count: message.times })}</OptionTag>
            </span>
          ) : null}
        </span>
        {message.body ? <span className="v-message-body">{message.body}</span> : null}
        <span className="v-message-time">
          <RelativeTime value={message.at} tz={tz} />
        </span>
      </Opening>
      <span className="v-message-actions">
        <Button
          type="text"
          size="small"
          icon={<Icon name={message.read ? 'mail' : 'check'} />}
          aria-label={t(message.read ? 'markUnread' : 'markRead')}
          title={t(message.read ? 'markUnread' : 'markRead')}
          onClick={() => void change({ ids, change: message.read ? 'unread' : 'read' })}
        />
        <Button
          type="text"
          size="small"
          icon={<Icon name="delete" />}
          aria-label={t('delete')}
          title={t('delete')}
          onClick={() => void remove()}
        />
      </span>
    </li>
  );
}

function Opening(props: {
  readonly message: Message;
  readonly onRead: () => void;
  readonly onGo: () => void;
  readonly children: React.ReactNode;
}) {
  const { go, href } = useNavigation();
  const { link } = props.message;
  if (!link)
    return (
      <button type="button" className="v-message-open" onClick={props.onRead}>
        {props.children}
      </button>
    );
  const place: Place =
    'page' in link
      ? { kind: 'page', page: link.page }
      : {
          ...{ kind: 'record', app: link.app, form: link.form, id: link.record },
          ...(link.tab ? { search: { tab: link.tab } } : {}),
        };
  const open = (event: MouseEvent) => {
    props.onRead();
    // In a tab of its own it is the browser's to open.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    props.onGo();
    void go(place);
  };
  return (
    <a className="v-message-open" href={href(place)} onClick={open}>
      {props.children}
    </a>
  );
}
