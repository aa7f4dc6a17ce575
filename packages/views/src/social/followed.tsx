import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import {
  EmptyState,
  formParams,
  Icon,
  keys,
  MemberAvatar,
  RelativeTime,
  type Reply,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button } from 'antd';
import type { MouseEvent } from 'react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { PagedList } from '../data/paged-list.tsx';
import { useNavigation } from '../navigation.tsx';
import { useT } from './messages.ts';
import './social.css';

type Followed = Reply<'listFollowed'>['records'][number];

/** The records of all forms that the member follows, the latest first. */
export function FollowedRecords() {
  const t = useT();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const query = useInfiniteQuery({
    queryKey: keys.followed(workspace),
    queryFn: ({ pageParam, signal }) =>
      client.call('listFollowed', {
        params: { workspace },
        query: pageParam ? { after: pageParam } : {},
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    // Somebody else may have changed or deleted any of them since.
    staleTime: 0,
  });
  const records = query.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <PagedList
      query={query}
      skeleton={<SkeletonRows rows={6} columns={3} height={56} />}
      more={t('loadMore')}
    >
      {records.length === 0 && !query.hasNextPage ? (
        <EmptyState icon="star" title={t('followedEmpty')} description={t('followedEmptyText')} />
      ) : (
        <ul className="v-followed">
          {records.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

function Row({ record }: { readonly record: Followed }) {
  const t = useT();
  const { text } = useLocale();
  const { key: workspace, tz } = useWorkspace();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const { go, href } = useNavigation();
  const { app, form, id } = record;
  const info = useClientCatalog().forms.get(`${app}:${form}`);
  const place = { kind: 'record', app, form, id } as const;
  const open = (event: MouseEvent) => {
    // In a tab of its own it is the browser's to open.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void go(place);
  };
  const set = async (following: boolean) => {
    const params = { ...formParams(workspace, `${app}:${form}`), id };
    await client.call('setFollow', { params, body: { following } });
    await cache.invalidateQueries({ queryKey: keys.followed(workspace) });
    await cache.invalidateQueries({ queryKey: keys.follow(workspace, `${app}:${form}`, id) });
  };
  const leave = async () => {
    try {
      await set(false);
      toast.undo(t('unfollowed'), () => set(true));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <li>
      <Button
        type="text"
        className="v-follow"
        data-following
        icon={<Icon name="star-filled" />}
        aria-label={`${t('unfollow')}: ${record.title || t('untitled')}`}
        title={t('unfollow')}
        onClick={() => void leave()}
      />
      <a className="v-followed-open" href={href(place)} onClick={open}>
        <span className="t-ellipsis">{record.title || t('untitled')}</span>
        <span className="v-followed-form">
          <Icon name={info?.form.document.trellis.icon ?? 'file-text'} /> {info ? text(info.label) : form}
        </span>
      </a>
      {record.owner ? (
        <span className="v-followed-owner">
          <MemberAvatar name={record.owner.name} id={record.owner.id} size={20} showName />
        </span>
      ) : null}
      <span className="v-followed-when">
        {t('updated')} <RelativeTime value={record.updatedAt} tz={tz} />
      </span>
    </li>
  );
}
