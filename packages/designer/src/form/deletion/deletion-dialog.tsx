import { useQuery, useQueryClient } from '@tanstack/react-query';
import { BIN_DAYS } from '@trellis/metadata';
import {
  ErrorState,
  keys,
  type Reply,
  Sheet,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { useNavigation } from '@trellis/views/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { UsesList } from '../past/uses-list.tsx';
import { useT } from './messages.ts';
import './deletion.css';

type Plan = Reply<'planDeletion'>;

/** Says what deleting the form touches, and what stands in the way; then deletes it, and offers to take that back. */
export function DeletionDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const { go } = useNavigation();
  const workspace = useWorkspace().key;
  const { app, formKey, published } = useDesign();
  const [busy, setBusy] = useState(false);
  const params = { workspace, app, key: formKey };
  const query = useQuery({
    queryKey: [...keys.definition(workspace, 'form', app, formKey), 'deletion'],
    queryFn: ({ signal }) => client.call('planDeletion', { params, signal }),
    gcTime: 0,
    staleTime: 0,
  });
  const form = text(published?.trellis.label ?? { zh: formKey });
  const stopped = query.data?.uses.some(({ blocks }) => blocks) ?? false;
  const refresh = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: keys.catalog(workspace) }),
      cache.invalidateQueries({ queryKey: keys.bin(workspace, app) }),
    ]);
  const run = async () => {
    setBusy(true);
    // Away from here first: a designer has nothing to show of a form that is gone.
    await go({ kind: 'app', app }, { replace: true });
    try {
      await client.call('deleteForm', { params });
      await refresh();
      toast.undo(t('done', { form }), async () => {
        await client.call('restoreForm', { params, body: {} });
        await refresh();
        toast.success(t('restored', { form }));
      });
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Sheet
      open
      width={520}
      title={t(stopped ? 'blockedTitle' : 'title', { form })}
      onClose={onClose}
      footer={
        <div className="d-deletion-foot">
          <Button onClick={onClose}>{t(stopped ? 'close' : 'cancel')}</Button>
          {stopped ? null : (
            <Button danger type="primary" loading={busy} disabled={!query.data} onClick={() => void run()}>
              {t('confirm')}
            </Button>
          )}
        </div>
      }
    >
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={3} />
      ) : (
        <About plan={query.data} stopped={stopped} here={`${app}:${formKey}`} />
      )}
    </Sheet>
  );
}

function About({
  plan: { records, views, uses },
  stopped,
  here,
}: {
  readonly plan: Plan;
  readonly stopped: boolean;
  readonly here: string;
}) {
  const t = useT();
  const { href } = useNavigation();
  const count = records.value.toLocaleString();
  // What stands in the way is all that matters as long as it does.
  const told = stopped ? uses.filter(({ blocks }) => blocks) : uses;
  return (
    <>
      {stopped ? null : (
        <>
          <p>{t('what')}</p>
          <p>
            {records.value === 0 && views === 0
              ? t('countsNone', { days: BIN_DAYS })
              : t(views === 0 ? 'countsRecords' : 'counts', {
                  records: records.kind === 'exact' ? count : t('about', { count }),
                  views,
                  days: BIN_DAYS,
                })}
          </p>
        </>
      )}
      {told.length > 0 ? (
        <>
          <p className="d-hint">{t(stopped ? 'blocked' : 'used')}</p>
          <div className="d-deletion-uses">
            <UsesList uses={told} here={here} href={href} />
          </div>
          {stopped ? null : <p className="d-hint">{t('usedLater', { days: BIN_DAYS })}</p>}
        </>
      ) : null}
    </>
  );
}
