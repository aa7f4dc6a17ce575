import { ApiError, ErrorState, SkeletonBar, SkeletonForm, useRecord } from '@trellis/ui/react';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useChangeDraft } from '../drafts/opening.tsx';
import { Missing } from './missing.tsx';
import './record.css';

const fetchView = () => import('./record-view.tsx');
const RecordView = lazy(async () => ({ default: (await fetchView()).RecordView }));

/** Time after which a list that is looked at makes ready for a record to be opened. */
const WARM_MS = 2_000;

/** Fetches what shows records when the page has come to rest: a list needs none of it, the first record not to wait for it. */
export function useWarmRecords(): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchView(), WARM_MS);
    return () => clearTimeout(timer);
  }, []);
}

/** Fetches a record and shows it, or why it can't be shown. */
export function Loaded(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly wide: boolean;
  readonly actions?: ReactNode;
}) {
  const { info, id } = props;
  const query = useRecord(info.form.ref, id);
  const draft = useChangeDraft(id);
  const missing = query.error instanceof ApiError && query.error.status === 404;
  useEffect(() => void fetchView(), []);
  if (query.data && draft !== 'pending')
    return (
      <Suspense fallback={<Waiting />}>
        <RecordView
          {...props}
          record={query.data}
          draft={draft}
          gone={missing}
          refetch={async () => (await query.refetch()).data}
        />
      </Suspense>
    );
  if (missing) return <Missing info={info} id={id} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting />;
}

const Waiting = () => (
  <div className="v-record">
    <div className="v-record-head">
      <div className="v-record-title">
        <SkeletonBar width={220} height={28} />
      </div>
      <div className="v-facts">
        {[64, 96, 72].map((width) => (
          <SkeletonBar key={width} width={width} height={36} />
        ))}
      </div>
    </div>
    <div className="v-record-body">
      <SkeletonForm fields={10} columns={2} />
    </div>
  </div>
);
