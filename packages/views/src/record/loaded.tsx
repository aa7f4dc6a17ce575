import { prepareFields } from '@trellis/forms/react';
import {
  ApiError,
  ErrorState,
  fetchSoon,
  later,
  SkeletonBar,
  SkeletonForm,
  useRecord,
} from '@trellis/ui/react';
import { type ReactNode, useEffect } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useChangeDraft } from '../drafts/opening.tsx';
import './record.css';

/** A record with all that its fields need: nothing of it comes later than the rest. */
export const RecordView = later(async () => {
  const [{ RecordView: View }] = await Promise.all([import('./record-view.tsx'), prepareFields()]);
  return View;
}, Waiting);

/** Seldom needed. */
const Missing = later(async () => (await import('./missing.tsx')).Missing, Waiting);

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
  useEffect(() => fetchSoon([RecordView]), []);
  if (query.data && draft !== 'pending')
    return (
      <RecordView
        {...props}
        record={query.data}
        draft={draft}
        gone={missing}
        refetch={async () => (await query.refetch()).data}
      />
    );
  if (missing) return <Missing info={info} id={id} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting />;
}

function Waiting() {
  return (
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
}
