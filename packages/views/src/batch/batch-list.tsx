import { useFormServices } from '@trellis/forms/react';
import { EmptyState, Icon, MemberAvatar, RelativeTime, Sheet, SkeletonRows, useMe } from '@trellis/ui/react';
import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import { PagedList } from '../data/paged-list.tsx';
import './batch.css';
import { BatchDetails } from './details.tsx';
import { useT } from './messages.ts';
import { useAct } from './use-act.tsx';
import { type Batch, useBatchPages } from './use-batches.ts';
import { useBatchWords } from './words.tsx';

const ICONS = { edit: 'edit', delete: 'delete', restore: 'redo', undo: 'undo', import: 'upload' } as const;

/** What was done with many records at once, newest first, and the way back. */
export function BatchList() {
  const t = useT();
  const admin = useMe().data?.admin ?? false;
  const [whose, setWhose] = useState<'mine' | 'all'>('mine');
  const [looking, setLooking] = useState<string>();
  const query = useBatchPages(whose);
  const batches = query.data?.pages.flatMap((page) => page.batches) ?? [];
  const looked = batches.find(({ id }) => id === looking);
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
      <PagedList
        query={query}
        skeleton={<SkeletonRows rows={6} columns={4} height={56} />}
        more={t('moreRows')}
      >
        {batches.length === 0 ? (
          <EmptyState icon="check-square" title={t('emptyTitle')} description={t('emptyText')} />
        ) : (
          <ul className="v-batch-list">
            {batches.map((batch) => (
              <Row key={batch.id} batch={batch} named={whose === 'all'} onLook={() => setLooking(batch.id)} />
            ))}
          </ul>
        )}
      </PagedList>
      <Sheet
        open={looked !== undefined}
        desk="drawer"
        phone="full"
        width={480}
        title={t('tray')}
        onClose={() => setLooking(undefined)}
      >
        {looked ? <BatchDetails batch={looked} onGo={() => setLooking(undefined)} /> : null}
      </Sheet>
    </div>
  );
}

function Row(props: { readonly batch: Batch; readonly named: boolean; readonly onLook: () => void }) {
  const { batch } = props;
  const t = useT();
  const { tz } = useFormServices();
  const { what, headline, formName, notes, number } = useBatchWords();
  const { busy, act, cancel, undo } = useAct(batch.id);
  const { state, total, done, unchanged, skipped } = batch;
  const passed = number(done + unchanged + skipped);
  return (
    <li>
      <Icon name={ICONS[batch.op]} />
      <div className="v-batch-about">
        <button type="button" className="v-batch-open" onClick={props.onLook}>
          {formName(batch)} · {what(batch)}
        </button>
        <span className="v-batch-note t-num">
          {state === 'running'
            ? t('progress', { done: passed, total: number(total) })
            : [headline(batch), ...notes(batch)].join(' · ')}
        </span>
        <span className="v-batch-by">
          {props.named ? <MemberAvatar size={20} showName id={batch.by.id} name={batch.by.name} /> : null}
          <RelativeTime value={batch.createdAt} tz={tz} />
        </span>
      </div>
      <div className="v-batch-do">
        {state === 'running' ? <Tag color="processing">{t('running')}</Tag> : null}
        {state === 'cancelled' ? <Tag>{t('stopped')}</Tag> : null}
        {batch.undoneBy ? <Tag>{t('undone')}</Tag> : null}
        {state === 'running' ? (
          <Button size="small" loading={busy} onClick={() => void act(cancel)}>
            {t('stop')}
          </Button>
        ) : null}
        {batch.undoable ? (
          <Button
            size="small"
            icon={<Icon name={batch.op === 'undo' ? 'redo' : 'undo'} />}
            loading={busy}
            onClick={() => void act(undo)}
          >
            {t(batch.op === 'undo' ? 'redo' : 'undo')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
