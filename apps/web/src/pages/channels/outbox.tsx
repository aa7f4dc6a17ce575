import { CHANNEL_KEYS, CHANNELS, type OptionColor } from '@trellis/metadata';
import {
  EmptyState,
  ErrorState,
  formatDateTime,
  OptionTag,
  RelativeTime,
  SkeletonRows,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useT } from './messages.ts';
import { type Delivery, type OutboxQuery, useDeliveries, useResend } from './use-channels.ts';

const COLORS: Readonly<Record<Delivery['state'], OptionColor>> = {
  queued: 'blue',
  failed: 'orange',
  sent: 'green',
  simulated: 'purple',
  skipped: 'gray',
  dead: 'red',
};

/** What went to channels: where, what, and what became of it. */
export function Outbox() {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const [query, setQuery] = useState<OutboxQuery>({});
  const list = useDeliveries(query);
  const resend = useResend();
  const again = async (ids?: string[]) => {
    const { count } = await resend.mutateAsync(ids);
    toast.success(t('resent', { count }));
  };
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const counts = list.data?.pages[0]?.counts ?? {};
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries);
  const dead = counts.dead ?? 0;
  const filtered = query.state !== undefined || query.channel !== undefined;
  return (
    <>
      <div className="w-outbox-bar">
        <Select
          aria-label={t('filterState')}
          value={query.state ?? ''}
          onChange={(state: Delivery['state'] | '') =>
            setQuery(({ state: _, ...rest }) => (state ? { ...rest, state } : rest))
          }
          options={[
            { value: '', label: t('anyState') },
            ...(Object.keys(COLORS) as Delivery['state'][]).map((state) => ({
              value: state,
              label: `${t(state)} ${counts[state] ?? 0}`,
            })),
          ]}
        />
        <Select
          aria-label={t('filterChannel')}
          value={query.channel ?? ''}
          onChange={(channel: Delivery['channel'] | '') =>
            setQuery(({ channel: _, ...rest }) => (channel ? { ...rest, channel } : rest))
          }
          options={[
            { value: '', label: t('anyChannel') },
            ...CHANNEL_KEYS.map((key) => ({ value: key, label: text(CHANNELS[key].label) })),
          ]}
        />
        {dead > 0 ? (
          <Button loading={resend.isPending} onClick={() => void again()}>
            {t('resendDead', { count: dead })}
          </Button>
        ) : null}
      </div>
      {!deliveries ? (
        <SkeletonRows rows={6} columns={3} height={64} />
      ) : deliveries.length === 0 ? (
        <EmptyState
          icon="send"
          title={t(filtered ? 'noneTitle' : 'emptyTitle')}
          {...(filtered ? {} : { description: t('emptyText') })}
        />
      ) : (
        <ul className="w-outbox">
          {deliveries.map((delivery) => (
            <Row key={delivery.id} delivery={delivery} onResend={() => void again([delivery.id])} />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function Row({ delivery, onResend }: { delivery: Delivery; onResend: () => void }) {
  const t = useT();
  const { text, locale } = useLocale();
  const { tz } = useWorkspace();
  const { state, content, reason, attempts, dueAt } = delivery;
  const to = content?.to || delivery.member.name;
  const facts = [
    t('to', { to: to === delivery.member.name ? to : `${delivery.member.name} · ${to}` }),
    ...(attempts > 1 ? [t('attempts', { count: attempts })] : []),
    ...(state === 'failed' && dueAt ? [t('next', { at: formatDateTime(dueAt, { locale, tz }) })] : []),
  ];
  return (
    <li className="w-delivery">
      <span className="w-delivery-state">
        <OptionTag color={COLORS[state]}>{t(state)}</OptionTag>
        <span className="t-muted">{text(CHANNELS[delivery.channel].label)}</span>
      </span>
      <span className="w-delivery-what">
        <span>{content?.title || '—'}</span>
        {content?.body ? <span className="w-delivery-body">{content.body}</span> : null}
        <span className="w-delivery-facts">{facts.join(' · ')}</span>
        {reason ? <span className="w-delivery-reason">{reason}</span> : null}
      </span>
      <span className="w-delivery-end">
        <RelativeTime value={delivery.at} tz={tz} />
        {state === 'queued' || state === 'sent' ? null : (
          <Button type="link" size="small" onClick={onResend}>
            {t('resend')}
          </Button>
        )}
      </span>
    </li>
  );
}
