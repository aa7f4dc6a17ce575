import { PageHeader, useMe } from '@trellis/ui/react';
import { useNavigation } from '@trellis/views/react';
import { Tabs } from 'antd';
import { useTitle } from '../../title.tsx';
import { NotFound } from '../failure.tsx';
import { ChannelList } from './channel-list.tsx';
import './channels.css';
import { useT } from './messages.ts';
import { Outbox } from './outbox.tsx';

/** The ways out of the product and what went out on them, for administrators. */
export function ChannelsPage() {
  const t = useT();
  const admin = useMe().data?.admin ?? false;
  const { search, setSearch } = useNavigation();
  useTitle(t('title'));
  if (!admin) return <NotFound />;
  return (
    <div className="w-page">
      <PageHeader title={t('title')} description={t('text')} />
      <div className="w-page-body">
        <Tabs
          activeKey={search.tab === 'outbox' ? 'outbox' : 'channels'}
          onChange={(tab) => setSearch(tab === 'outbox' ? { tab } : {})}
          destroyOnHidden
          items={[
            { key: 'channels', label: t('channels'), children: <ChannelList /> },
            { key: 'outbox', label: t('outbox'), children: <Outbox /> },
          ]}
        />
      </div>
    </div>
  );
}
