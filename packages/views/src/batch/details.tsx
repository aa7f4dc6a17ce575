import { useFormServices } from '@trellis/forms/react';
import { MemberAvatar, RelativeTime, SkeletonRows } from '@trellis/ui/react';
import { Button } from 'antd';
import { PagedList } from '../data/paged-list.tsx';
import { useT } from './messages.ts';
import { Reasons } from './reasons.tsx';
import { useAct } from './use-act.tsx';
import { type Batch, useBatchRecords } from './use-batches.ts';
import { useBatchWords } from './words.tsx';

/** A batch: who did what, what came of it, and why records were skipped. */
export function BatchDetails({ batch, onGo }: { readonly batch: Batch; readonly onGo: () => void }) {
  const t = useT();
  const { tz } = useFormServices();
  const { what, headline, notes, infoOf } = useBatchWords();
  const { busy, act, undo } = useAct(batch.id);
  const query = useBatchRecords(batch.id);
  const records = query.data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <div className="v-batch-details">
      <h3>{headline(batch)}</h3>
      <p>{what(batch)}</p>
      <p className="v-batch-by">
        <MemberAvatar size={20} showName id={batch.by.id} name={batch.by.name} />
        <RelativeTime value={batch.createdAt} tz={tz} />
      </p>
      {notes(batch).map((note) => (
        <p key={note} className="t-num">
          {note}
        </p>
      ))}
      {batch.undoable ? (
        <Button loading={busy} onClick={() => void act(undo)}>
          {t(batch.op === 'undo' ? 'redo' : 'undo')}
        </Button>
      ) : null}
      <h4>{t('skippedTitle')}</h4>
      <PagedList
        query={query}
        skeleton={<SkeletonRows rows={3} columns={2} height={36} />}
        more={t('moreRows')}
      >
        {records.length === 0 ? (
          <p className="v-batch-none">{t('noneSkipped')}</p>
        ) : (
          <Reasons info={infoOf(batch)} records={records} onGo={onGo} />
        )}
      </PagedList>
    </div>
  );
}
