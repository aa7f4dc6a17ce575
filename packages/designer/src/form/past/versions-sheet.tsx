import { useInfiniteQuery } from '@tanstack/react-query';
import {
  EmptyState,
  ErrorState,
  keys,
  RelativeTime,
  type Reply,
  Sheet,
  SkeletonRows,
  useClient,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { ChangeList } from './changes.tsx';
import { useT } from './messages.ts';
import './past.css';
import { VersionDialog, type VersionTask } from './version-dialog.tsx';

type Version = Reply<'listVersions'>['versions'][number];

/** Every version of the form: when, by whom, why, what it changed; to be looked at, compared and restored. */
export function VersionsSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { app, formKey } = useDesign();
  const workspace = useWorkspace().key;
  const client = useClient();
  const [task, setTask] = useState<VersionTask>();
  const query = useInfiniteQuery({
    queryKey: [...keys.definition(workspace, 'form', app, formKey), 'versions'],
    queryFn: ({ pageParam, signal }) =>
      client.call('listVersions', {
        params: { workspace, kind: 'form', app, key: formKey },
        query: pageParam === undefined ? {} : { before: pageParam },
        signal,
      }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ versions, more }) => (more ? versions.at(-1)?.version : undefined),
    gcTime: 0,
  });
  const versions = query.data?.pages.flatMap((page) => page.versions) ?? [];
  return (
    <Sheet open desk="drawer" phone="full" width={520} title={t('versions')} onClose={onClose}>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={6} />
      ) : versions.length === 0 ? (
        <EmptyState icon="history" title={t('noVersions')} description={t('noVersionsText')} />
      ) : (
        <>
          <p className="d-hint">{t('versionsHelp')}</p>
          <ol className="d-versions">
            {versions.map((version, index) => (
              <VersionItem key={version.version} version={version} current={index === 0} onTask={setTask} />
            ))}
          </ol>
          {query.hasNextPage ? (
            <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('loadMore')}
            </Button>
          ) : null}
        </>
      )}
      {task ? <VersionDialog task={task} onClose={() => setTask(undefined)} onRestored={onClose} /> : null}
    </Sheet>
  );
}

function VersionItem({
  version: { version, publishedAt, publishedBy, note, changes },
  current,
  onTask,
}: {
  readonly version: Version;
  readonly current: boolean;
  readonly onTask: (task: VersionTask) => void;
}) {
  const t = useT();
  const { tz } = useWorkspace();
  const tasks = ['preview', 'compare', 'restoreVersion'] as const;
  return (
    <li>
      <div className="d-version-head">
        <h3>{t('version', { version })}</h3>
        {current ? <Tag>{t('current')}</Tag> : null}
        <span className="t-muted">
          <RelativeTime value={publishedAt} tz={tz} /> ·{' '}
          {t('publishedBy', { name: publishedBy ?? t('unknownMember') })}
        </span>
      </div>
      {note ? <p className="d-version-note">{note}</p> : null}
      {changes.length > 0 ? (
        <ChangeList changes={changes} most={5} />
      ) : (
        <p className="d-hint">{t('noChanges')}</p>
      )}
      <div className="d-version-acts">
        {tasks.map((kind) => (
          <Button key={kind} size="small" onClick={() => onTask({ kind, version })}>
            {t(kind)}
          </Button>
        ))}
      </div>
    </li>
  );
}
