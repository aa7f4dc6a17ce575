import { EmptyState, formatDate, SkeletonRows, useLocale, useToast, useWorkspace } from '@trellis/ui/react';
import { Badge, Button, Tabs } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { PagedList } from '../data/paged-list.tsx';
import { byDay, nearDay } from './days.ts';
import { MessageRow } from './message-row.tsx';
import { useT } from './messages.ts';
import { type Tab, useChangeMessages, useMessages, useUnread } from './use-inbox.ts';

/** The notification centre: what the member was told, by what it is about and by day. */
export default function Inbox({ onGo }: { readonly onGo: () => void }) {
  const t = useT();
  const [tab, setTab] = useState<Tab>('all');
  const counts = useUnread().data;
  const count = (key: Tab): number =>
    key === 'all' ? 0 : key === 'unread' ? (counts?.unread ?? 0) : (counts?.groups[key] ?? 0);
  const labels = {
    all: t('all'),
    unread: t('unreadTab'),
    mention: t('mention'),
    follow: t('follow'),
    system: t('system'),
  } satisfies Record<Tab, string>;
  return (
    <Tabs
      className="v-inbox"
      tabBarGutter={20}
      activeKey={tab}
      onChange={(key) => setTab(key as Tab)}
      destroyOnHidden
      items={(Object.keys(labels) as Tab[]).map((key) => ({
        key,
        label: (
          <Badge count={count(key)} size="small" overflowCount={99} offset={[8, 0]}>
            {labels[key]}
          </Badge>
        ),
        children: <List tab={key} unread={key === 'all' ? (counts?.unread ?? 0) : count(key)} onGo={onGo} />,
      }))}
    />
  );
}

const EMPTY = {
  all: ['emptyAll', 'emptyAllText'],
  unread: ['emptyUnread', 'emptyUnreadText'],
  mention: ['emptyMention', 'emptyMentionText'],
  follow: ['emptyFollow', 'emptyFollowText'],
  system: ['emptySystem', 'emptySystemText'],
} as const;

function List({ tab, unread, onGo }: { tab: Tab; unread: number; onGo: () => void }) {
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const toast = useToast();
  const change = useChangeMessages();
  const query = useMessages(tab);
  const messages = query.data?.pages.flatMap((page) => page.messages) ?? [];
  if (query.data && messages.length === 0) {
    const [title, text] = EMPTY[tab];
    return <EmptyState icon="bell" title={t(title)} description={t(text)} />;
  }
  const readAll = async () => {
    const group = tab === 'all' || tab === 'unread' ? {} : { group: tab };
    const { ids } = await change({ all: true, ...group, change: 'read' });
    if (ids.length === 0) return;
    toast.undo(t('allRead', { count: ids.length }), async () => {
      await change({ ids, change: 'unread' });
    });
  };
  const now = new Date();
  const dayLabel = (date: string) => {
    const near = nearDay(date, tz, now);
    return near ? t(near) : formatDate(date, locale);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the rows, which are links and buttons themselves
    <div onKeyDown={walk}>
      <PagedList query={query} skeleton={<SkeletonRows rows={6} columns={2} height={64} />} more={t('more')}>
        <div className="v-inbox-bar">
          <Button type="link" size="small" disabled={unread === 0} onClick={() => void readAll()}>
            {t('readAll')}
          </Button>
        </div>
        {byDay(messages, tz).map(({ date, messages: list }) => (
          <section key={date} aria-label={dayLabel(date)}>
            <h3 className="v-inbox-day">{dayLabel(date)}</h3>
            <ul className="v-inbox-list">
              {list.map((message) => (
                <MessageRow key={message.id} message={message} onGo={onGo} change={change} />
              ))}
            </ul>
          </section>
        ))}
      </PagedList>
    </div>
  );
}

/** Up and down go from one notification to the next. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.v-message-open')];
  const here = rows.findIndex((row) => row.closest('li')?.contains(document.activeElement));
  const next = rows[here < 0 ? 0 : here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
