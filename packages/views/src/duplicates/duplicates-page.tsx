import {
  EmptyState,
  ErrorState,
  formatDateTime,
  Icon,
  PageHeader,
  SkeletonRows,
  useLocale,
  useMe,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import './duplicates.css';
import { TwinGroup } from './group.tsx';
import { useT } from './messages.ts';
import { OpenRecord } from './open-record.tsx';
import { type Duplicates, useDuplicateActions, useDuplicates } from './use-duplicates.ts';

/** Records of a form that may be the same, group by group. */
export function DuplicatesPage({ info }: { readonly info: FormInfo }) {
  const t = useT();
  const { text } = useLocale();
  const query = useDuplicates(info.form.ref);
  const [opened, setOpened] = useState<string>();
  return (
    <div className="v-twins">
      <PageHeader title={`${text(info.label)} · ${t('title')}`} description={t('text')} />
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={6} columns={3} height={56} />
      ) : (
        <>
          <ScanState info={info} scan={query.data.scan} />
          {query.data.groups.length === 0 ? (
            <Nothing scan={query.data.scan} />
          ) : (
            <ol className="v-twin-groups">
              {query.data.groups.map((group, index) => (
                <TwinGroup
                  key={group.records.join()}
                  info={info}
                  group={group}
                  number={index + 1}
                  all={query.data}
                  onOpen={setOpened}
                />
              ))}
            </ol>
          )}
          {query.data.more ? <p className="v-twins-more">{t('more')}</p> : null}
        </>
      )}
      {opened === undefined ? null : (
        <OpenRecord key={opened} form={info.form.ref} id={opened} onClose={() => setOpened(undefined)} />
      )}
    </div>
  );
}

/** What the place is for while there is nothing in it. */
function Nothing({ scan }: Pick<Duplicates, 'scan'>) {
  const t = useT();
  if (!scan) return <EmptyState icon="copy" title={t('off')} description={t('offText')} />;
  return scan.state === 'running' ? (
    <EmptyState icon="search" title={t('notYet')} description={t('notYetText')} />
  ) : (
    <EmptyState icon="check-circle" title={t('none')} description={t('noneText')} />
  );
}

/** How far the search is, with the way to begin it anew or to stop it. */
function ScanState({ info, scan }: Pick<Duplicates, 'scan'> & { readonly info: FormInfo }) {
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const toast = useToast();
  const admin = useMe().data?.admin ?? false;
  const { scan: look } = useDuplicateActions(info.form.ref);
  if (!scan) return null;
  const { percent } = scan;
  const running = scan.state === 'running';
  const run = async () => {
    try {
      await look(running);
      toast.success(running ? t('stopped') : t('started'));
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <>
      <div className="v-twins-state">
        {running ? (
          <>
            <span role="status" className="t-num">
              {t('scanning', { percent })}
            </span>
            <Progress
              percent={percent}
              showInfo={false}
              size="small"
              aria-label={t('scanning', { percent })}
            />
          </>
        ) : (
          <span className="t-muted">
            {scan.state === 'cancelled'
              ? t('cancelled')
              : scan.finishedAt
                ? t('found', { at: formatDateTime(scan.finishedAt, { locale, tz }) })
                : null}
          </span>
        )}
        {admin ? (
          <Button icon={<Icon name={running ? 'close' : 'reload'} />} onClick={() => void run()}>
            {running ? t('stop') : t('again')}
          </Button>
        ) : null}
      </div>
      {scan.crowded[0] ? (
        <Alert type="info" showIcon className="v-twins-note" title={t('crowded', scan.crowded[0])} />
      ) : null}
    </>
  );
}
