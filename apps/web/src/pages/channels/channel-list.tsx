import { CHANNELS } from '@trellis/metadata';
import { ErrorState, Icon, OptionTag, SkeletonRows, useLocale, useToast } from '@trellis/ui/react';
import { Button, Switch } from 'antd';
import { useState } from 'react';
import { ChannelDialog } from './channel-dialog.tsx';
import { useT } from './messages.ts';
import { type Channel, useChannels, useSaveChannel } from './use-channels.ts';

/** The channels, whether they are on, and whether they really send. */
export function ChannelList() {
  const query = useChannels();
  const [editing, setEditing] = useState<Channel['key']>();
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={5} columns={3} height={64} />;
  const edited = query.data.find(({ key }) => key === editing);
  return (
    <>
      <ul className="w-channels">
        {query.data.map((channel) => (
          <ChannelRow key={channel.key} channel={channel} onEdit={() => setEditing(channel.key)} />
        ))}
      </ul>
      {edited ? <ChannelDialog channel={edited} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

function ChannelRow({ channel, onEdit }: { channel: Channel; onEdit: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const toast = useToast();
  const save = useSaveChannel();
  const { key, enabled, ready, kinds, details } = channel;
  const name = text(CHANNELS[key].label);
  const turn = async (on: boolean) => {
    try {
      await save.mutateAsync({ channel: key, enabled: on, kinds, details, config: {} });
      toast.success(t(on ? 'enabledToast' : 'disabledToast', { name }));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <li className="w-channel">
      <span className="w-channel-icon">
        <Icon name={CHANNELS[key].icon} />
      </span>
      <span className="w-channel-name">
        <strong>{name}</strong>
        <span>{t(`${key}Text`)}</span>
      </span>
      <span className="w-channel-state">
        {enabled ? (
          <OptionTag color={ready ? 'green' : 'orange'}>{t(ready ? 'ready' : 'simulating')}</OptionTag>
        ) : (
          <OptionTag color="gray">{t('off')}</OptionTag>
        )}
      </span>
      <Button
        size="small"
        icon={<Icon name="settings" />}
        onClick={onEdit}
        aria-label={t('setUpTitle', { name })}
      >
        {t('setUp')}
      </Button>
      <Switch
        checked={enabled}
        loading={save.isPending}
        aria-label={t('enable', { name })}
        onChange={(on) => void turn(on)}
      />
    </li>
  );
}
