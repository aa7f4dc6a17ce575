import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  EmptyState,
  ErrorState,
  keys,
  PageHeader,
  type Reply,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Switch } from 'antd';
import { useTitle } from '../../title.tsx';
import './indexes.css';
import { IndexTable } from './index-table.tsx';
import { useT } from './messages.ts';

type Forms = Reply<'listIndexes'>['forms'];

/** What the platform does by itself so that lists are quick: to look at, and to stop for a form. */
export function IndexesPage() {
  const t = useT();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const query = useQuery({
    queryKey: keys.indexes(workspace),
    queryFn: async ({ signal }) =>
      (await client.call('listIndexes', { params: { workspace }, signal })).forms,
    // They come and go while people work.
    refetchInterval: 30_000,
  });
  useTitle(t('title'));
  return (
    <div className="w-page">
      <PageHeader title={t('title')} description={t('text')} />
      <div className="w-page-body">
        {query.data ? (
          query.data.length > 0 ? (
            query.data.map((form) => <FormIndexes key={`${form.app}:${form.form}`} {...form} />)
          ) : (
            <EmptyState icon="thunder" title={t('emptyTitle')} description={t('emptyText')} />
          )
        ) : query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows rows={6} columns={4} height={48} />
        )}
      </div>
    </div>
  );
}

function FormIndexes({ app, form, paused, indexes }: Forms[number]) {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { key: workspace } = useWorkspace();
  const info = useClientCatalog().forms.get(`${app}:${form}`);
  if (!info) return null;
  const name = text(info.label);
  const set = async (next: boolean) => {
    await client.call('pauseIndexes', { params: { workspace, app, form }, body: { paused: next } });
    await cache.invalidateQueries({ queryKey: keys.indexes(workspace) });
  };
  const toggle = async () => {
    try {
      await set(!paused);
      toast.undo(t(paused ? 'resumedToast' : 'pausedToast', { form: name }), () => set(paused));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <section className="w-indexes" aria-label={name}>
      <header className="w-indexes-head">
        <h2>{name}</h2>
        <span className="w-indexes-auto">
          {t('auto')}
          <Switch
            size="small"
            checked={!paused}
            onChange={() => void toggle()}
            aria-label={t('autoFor', { form: name })}
          />
        </span>
      </header>
      {indexes.length > 0 ? (
        <IndexTable info={info} indexes={indexes} />
      ) : (
        <p className="w-indexes-none">{t(paused ? 'nonePaused' : 'noneYet')}</p>
      )}
    </section>
  );
}
