import { useQuery } from '@tanstack/react-query';
import { useTextEnv } from '@trellis/forms/react';
import {
  EmptyState,
  formatRelative,
  formParams,
  Icon,
  keys,
  SkeletonForm,
  useClient,
  useLocale,
  useRestoreRecords,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useNavigation } from '../navigation.tsx';
import { useT } from './messages.ts';

/** In the place of a record that can't be shown: whether it was deleted and can come back, or why it may not be there. */
export function Missing({ info, id }: { readonly info: FormInfo; readonly id: string }) {
  const t = useT();
  const { text } = useLocale();
  const { go } = useNavigation();
  const deleted = useDeleted(info, id);
  if (deleted.isLoading)
    return (
      <div className="v-record-body">
        <SkeletonForm fields={4} />
      </div>
    );
  const back = (
    <Button onClick={() => void go({ kind: 'form', app: info.form.app, form: info.form.key })}>
      {t('toList', { form: text(info.label) })}
    </Button>
  );
  if (deleted.data) return <Deleted info={info} found={deleted.data} back={back} />;
  return <EmptyState icon="search" title={t('goneTitle')} description={t('goneText')} action={back} />;
}

/** The record among the deleted ones, for those who may bring it back. */
function useDeleted({ form, actions }: FormInfo, id: string) {
  const client = useClient();
  const { key } = useWorkspace();
  const body = {
    filter: { '==': [{ var: '_id' }, id] },
    fields: [form.titleField],
    deleted: true,
    limit: 1,
    total: 'none' as const,
  };
  return useQuery({
    queryKey: keys.records(key, form.ref, body),
    queryFn: ({ signal }) => client.call('queryRecords', { params: formParams(key, form.ref), body, signal }),
    enabled: actions.has('delete'),
    // What can't be asked for is not found.
    retry: false,
    select: ({ records: [record], refs }) => (record ? { record, refs } : undefined),
  });
}

type Found = NonNullable<ReturnType<typeof useDeleted>['data']>;

function Deleted(props: { readonly info: FormInfo; readonly found: Found; readonly back: React.ReactNode }) {
  const { info, found } = props;
  const t = useT();
  const toast = useToast();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const { record, refs } = found;
  const { deletedAt, updatedBy } = record.meta;
  const restore = useRestoreRecords(info.form.ref);
  const title = recordTitle(info.form, record.values, useTextEnv(refs)) ?? '';
  const time = deletedAt ? formatRelative(deletedAt, { locale, tz }) : '';
  const name = updatedBy ? refs[updatedBy]?.title : undefined;
  const run = () =>
    restore.mutate([record.id], {
      onSuccess: () => toast.success(t('restored')),
      onError: toast.error,
    });
  return (
    <EmptyState
      icon="delete"
      title={t('deletedTitle', { title })}
      description={
        <>
          {name ? t('deletedBy', { name, time }) : t('deletedAt', { time })}
          <br />
          {t('deletedText')}
        </>
      }
      action={
        <>
          <Button type="primary" icon={<Icon name="undo" />} loading={restore.isPending} onClick={run}>
            {t('restore')}
          </Button>
          {props.back}
        </>
      }
    />
  );
}
