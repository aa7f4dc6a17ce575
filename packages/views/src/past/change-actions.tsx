import { useTextEnv } from '@trellis/forms/react';
import { type HistoryChange, useRecord } from '@trellis/ui/react';
import { lazy, Suspense, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useT } from './messages.ts';
import './past.css';

const fetchLookBack = () => import('./look-back.tsx');
const LookBack = lazy(async () => ({ default: (await fetchLookBack()).LookBack }));
const PutBackDialog = lazy(async () => ({
  default: (await import('./put-back-dialog.tsx')).PutBackDialog,
}));

/** What can be done with a change of a record: its old values put back, the record seen as it was then. */
export function ChangeActions(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly change: HistoryChange;
}) {
  const { info, id, change } = props;
  const t = useT();
  const [open, setOpen] = useState<'back' | 'then'>();
  const fields = change.fields.map(({ field }) => field);
  const writable = fields.some((key) => key === '_owner_id' || isWritable(info, key));
  const back = change.op === 'update' && info.actions.has('edit') && writable;
  const close = () => setOpen(undefined);
  return (
    <span className="v-past-do" data-open={open}>
      {back ? (
        <button type="button" className="v-fold" onClick={() => setOpen('back')}>
          {t('putBack')}
        </button>
      ) : null}
      <button type="button" className="v-fold" onClick={() => setOpen('then')}>
        {t('seeThen')}
      </button>
      <Suspense fallback={null}>
        {open === 'back' ? (
          <PutBackDialog
            info={info}
            id={id}
            to={{ change: change.id, side: 'before' }}
            only={fields}
            onClose={close}
          />
        ) : null}
        {open === 'then' ? <LookBackHere info={info} id={id} at={change.at} onClose={close} /> : null}
      </Suspense>
    </span>
  );
}

function isWritable({ form, readonly }: FormInfo, key: string): boolean {
  const field = form.fields.get(key);
  return field !== undefined && !field.type.generated && !field.type.computed && !readonly.has(key);
}

/** Looking back at a record that is on the screen. */
export function LookBackHere(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly at?: string;
  readonly onClose: () => void;
}) {
  const { info, id } = props;
  const record = useRecord(info.form.ref, id).data;
  const env = useTextEnv(record?.refs);
  const title = record ? (recordTitle(info.form, record.values, env) ?? '') : '';
  return (
    <Suspense fallback={null}>
      <LookBack {...props} title={title} />
    </Suspense>
  );
}
