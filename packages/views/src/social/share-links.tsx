import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  EmptyState,
  ErrorState,
  formatDateTime,
  formParams,
  Icon,
  keys,
  OptionTag,
  type Reply,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useMemberName } from './member-name.tsx';
import { useT } from './messages.ts';
import { NewLink } from './new-link.tsx';

type Links = Reply<'listShareLinks'>;
type Link = Links['links'][number];

/** Links that show a record to people outside: those that there are, and a new one. */
export function ShareLinks({ info, recordId: id }: { readonly info: FormInfo; readonly recordId: string }) {
  const t = useT();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const [making, setMaking] = useState(false);
  const form = info.form.ref;
  const query = useQuery({
    queryKey: keys.shareLinks(workspace, form, id),
    queryFn: ({ signal }) =>
      client.call('listShareLinks', { params: { ...formParams(workspace, form), id }, signal }),
    staleTime: 0,
  });
  if (making) {
    const back = () => {
      setMaking(false);
      void query.refetch();
    };
    return <NewLink info={info} recordId={id} onDone={back} />;
  }
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={3} columns={2} height={48} />;
  const { links, refs } = query.data;
  const make = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setMaking(true)}>
      {t('newLink')}
    </Button>
  );
  if (links.length === 0)
    return <EmptyState icon="link" title={t('noLinks')} description={t('noLinksText')} action={make} />;
  return (
    <div className="v-share-links">
      <p className="v-share-hint">{t('outsideHint')}</p>
      <ul>
        {links.map((link) => (
          <LinkRow key={link.id} link={link} refs={refs} form={form} recordId={id} />
        ))}
      </ul>
      {make}
    </div>
  );
}

function LinkRow(props: {
  readonly link: Link;
  readonly refs: Links['refs'];
  readonly form: string;
  readonly recordId: string;
}) {
  const { link, form, recordId: id } = props;
  const t = useT();
  const { locale } = useLocale();
  const { key: workspace, tz } = useWorkspace();
  const toast = useToast();
  const client = useClient();
  const cache = useQueryClient();
  const nameOf = useMemberName(props.refs);
  const time = (at: string) => formatDateTime(at, { locale, tz });
  const state = link.revokedAt
    ? 'revoked'
    : link.expiresAt && Date.parse(link.expiresAt) <= Date.now()
      ? 'expired'
      : 'active';
  const revoke = async () => {
    try {
      await client.call('revokeShareLink', { params: { ...formParams(workspace, form), id, link: link.id } });
      await cache.invalidateQueries({ queryKey: keys.shareLinks(workspace, form, id) });
      toast.success(t('revokedToast'));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <li className="v-share-link" data-state={state}>
      <div>
        <OptionTag color={state === 'active' ? 'green' : 'gray'}>{t(state)}</OptionTag>{' '}
        {t('madeBy', { name: nameOf(link.createdBy), time: time(link.createdAt) })}
        <div className="v-share-facts">
          {t('fieldCount', { count: link.fields.length })} ·{' '}
          {link.expiresAt ? t('until', { time: time(link.expiresAt) }) : t('forever')} ·{' '}
          {link.openedAt ? t('opens', { count: link.opens, time: time(link.openedAt) }) : t('neverOpened')}
        </div>
      </div>
      {state === 'active' ? (
        <Popconfirm
          title={t('revokeSure')}
          okText={t('revoke')}
          cancelText={t('cancel')}
          okButtonProps={{ danger: true }}
          onConfirm={() => revoke()}
        >
          <Button size="small" danger>
            {t('revoke')}
          </Button>
        </Popconfirm>
      ) : null}
    </li>
  );
}
