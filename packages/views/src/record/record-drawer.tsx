import {
  ApiError,
  EmptyState,
  ErrorState,
  Icon,
  Sheet,
  SkeletonForm,
  useRecord,
  useToast,
} from '@trellis/ui/react';
import { Button } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { useDelete } from '../data/use-delete.tsx';
import { useChangeDraft } from '../drafts/opening.tsx';
import { useT } from '../messages.ts';
import { useNavigation } from '../navigation.tsx';
import { useT as usePrintT } from '../print/messages.ts';
import { usePrint } from '../print/use-print.tsx';
import { RecordView } from './record-view.tsx';

/** A record beside its list. */
export function RecordDrawer(props: {
  readonly info: FormInfo;
  /** Absent = closed. */
  readonly id: string | undefined;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly onClose: () => void;
}) {
  const { info, id } = props;
  const { form } = info;
  const t = useT();
  const toast = useToast();
  const { go } = useNavigation();
  const printT = usePrintT();
  const print = usePrint(info);
  const remove = useDelete(form.ref);
  const run = async () => {
    if (!id) return;
    // Closed first: a record that is open would be asked for once more when it is gone.
    props.onClose();
    try {
      await remove([id]);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Sheet
      open={id !== undefined}
      onClose={props.onClose}
      desk="drawer"
      phone="full"
      width={760}
      title={<span className="t-sr-only">{t('details')}</span>}
      extra={
        <>
          <Button
            type="text"
            icon={<Icon name="right" />}
            iconPlacement="end"
            onClick={() => {
              if (id) go({ kind: 'record', app: form.app, form: form.key, id });
            }}
          >
            {t('fullPage')}
          </Button>
          <Button
            type="text"
            icon={<Icon name="printer" />}
            aria-label={printT('print')}
            title={printT('print')}
            onClick={() => {
              if (id) print([id]);
            }}
          />
          {info.actions.has('delete') ? (
            <Button type="text" danger icon={<Icon name="delete" />} onClick={() => void run()}>
              {t('delete')}
            </Button>
          ) : null}
        </>
      }
    >
      {id ? <Loaded key={id} {...props} id={id} wide={false} /> : null}
    </Sheet>
  );
}

/** Fetches a record and shows it, or why it can't be shown. */
export function Loaded(props: {
  readonly info: FormInfo;
  readonly id: string;
  readonly tab: string | undefined;
  readonly onTab: (tab: string) => void;
  readonly wide: boolean;
  readonly actions?: React.ReactNode;
}) {
  const t = useT();
  const query = useRecord(props.info.form.ref, props.id);
  const draft = useChangeDraft(props.id);
  const missing = query.error instanceof ApiError && query.error.status === 404;
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
  if (missing) return <EmptyState icon="search" title={t('removedTitle')} />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="v-record-loading">
      <SkeletonForm fields={10} columns={2} />
    </div>
  );
}
