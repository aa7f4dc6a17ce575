import {
  EmptyState,
  formatDateTime,
  Icon,
  MemberAvatar,
  RelativeTime,
  SkeletonRows,
  useLocale,
  useMe,
  useWorkspace,
} from '@trellis/ui/react';
import { Button, Popconfirm, Segmented, Tag } from 'antd';
import { useState } from 'react';
import '../batch/batch.css';
import { useClientCatalog } from '../catalog/provider.tsx';
import { PagedList } from '../data/paged-list.tsx';
import './export.css';
import { useT } from './messages.ts';
import { type Export, useExportActs, useExportPages } from './use-exports.ts';
import { useFormName, What } from './words.tsx';

/** The files that one has exported, newest first; for administrators also who took out what. */
export function ExportList() {
  const t = useT();
  const admin = useMe().data?.admin ?? false;
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const query = useExportPages(whose);
  const exports = query.data?.pages.flatMap((page) => page.exports) ?? [];
  const log = whose === 'all';
  return (
    <div className="v-batches">
      {admin ? (
        <Segmented
          aria-label={t('whose')}
          value={whose}
          onChange={setWhose}
          options={[
            { value: 'mine', label: t('mine') },
            { value: 'all', label: t('everybody') },
          ]}
        />
      ) : null}
      <PagedList query={query} skeleton={<SkeletonRows rows={6} columns={4} height={56} />} more={t('more')}>
        {exports.length === 0 ? (
          <EmptyState
            icon="export"
            title={t(log ? 'emptyLogTitle' : 'emptyTitle')}
            description={t(log ? 'emptyLogText' : 'emptyText')}
          />
        ) : (
          <ul className="v-batch-list">
            {exports.map((one) => (
              <Row key={one.id} one={one} log={log} />
            ))}
          </ul>
        )}
      </PagedList>
    </div>
  );
}

function Row({ one, log }: { readonly one: Export; readonly log: boolean }) {
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const info = useClientCatalog().forms.get(`${one.app}:${one.form}`);
  const name = useFormName()(one);
  const { busy, download, cancel, remove } = useExportActs(one.id);
  const { state, done, total, file, background, format } = one;
  const number = (value: number) => value.toLocaleString(locale);
  const count =
    state === 'running' && total !== null
      ? t('progress', { done: number(done), total: number(total) })
      : t('records', { count: number(done) });
  return (
    <li>
      <Icon name={format === 'csv' ? 'file-text' : 'table'} />
      <div className="v-batch-about">
        <strong>
          {name} · {t(format)}
        </strong>
        <span className="v-batch-note t-num">
          {[
            count,
            ...(file
              ? [sizeText(file.size), t('until', { date: formatDateTime(file.expiresAt, { locale, tz }) })]
              : []),
            ...(state === 'done' && background && !file ? [t('gone')] : []),
            ...(log && !background ? [t('direct')] : []),
            ...(one.issue ? [one.issue.message ?? ''] : []),
          ].join(' · ')}
        </span>
        {info ? <What one={one} info={info} /> : null}
        <span className="v-batch-by">
          {log ? <MemberAvatar size={20} showName id={one.by.id} name={one.by.name} /> : null}
          <RelativeTime value={one.createdAt} tz={tz} />
        </span>
      </div>
      <div className="v-batch-do">
        {state === 'running' ? <Tag color="processing">{t('stateRunning')}</Tag> : null}
        {state === 'cancelled' ? <Tag>{t('stateCancelled')}</Tag> : null}
        {state === 'failed' ? <Tag color="error">{t('stateFailed')}</Tag> : null}
        {state === 'running' && background ? (
          <Button size="small" loading={busy} onClick={() => void cancel()}>
            {t('stop')}
          </Button>
        ) : null}
        {file ? (
          <>
            <Button
              size="small"
              icon={<Icon name="download" />}
              loading={busy}
              onClick={() => void download(file.name)}
            >
              {t('download')}
            </Button>
            <Popconfirm
              title={t('deleteTitle')}
              description={t('deleteText')}
              okText={t('delete')}
              cancelText={t('cancel')}
              onConfirm={() => void remove()}
            >
              <Button
                size="small"
                type="text"
                icon={<Icon name="delete" />}
                aria-label={`${t('delete')}: ${file.name}`}
                title={t('delete')}
              />
            </Popconfirm>
          </>
        ) : null}
      </div>
    </li>
  );
}

const KB = 1024;

/** Bytes as people read them. */
function sizeText(bytes: number): string {
  if (bytes < KB * KB) return `${Math.max(1, Math.round(bytes / KB))} KB`;
  return `${(bytes / KB / KB).toFixed(1)} MB`;
}
