import { useQuery } from '@tanstack/react-query';
import { useTextEnv } from '@trellis/forms/react';
import {
  EmptyState,
  formatRelative,
  formParams,
  Icon,
  keys,
  useClient,
  useLocale,
  useRestoreRecords,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { recordTitle } from '../data/record-title.ts';
import { useT } from './messages.ts';

/** The record among the deleted ones, for those who may bring it back. */
export function useDeleted({ form, actions }: FormInfo, id: string) {
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

/** Brings a deleted record back. */
export function RestoreButton({
  info,
  id,
  type,
}: {
  readonly info: FormInfo;
  readonly id: string;
  readonly type?: 'primary';
}) {
  const t = useT();
  const toast = useToast();
  const restore = useRestoreRecords(info.form.ref);
  const run = () =>
    restore.mutate([id], { onSuccess: () => toast.success(t('restored')), onError: toast.error });
  return (
    <Button
      {...(type ? { type } : { size: 'small' })}
      icon={<Icon name="undo" />}
      loading={restore.isPending}
      onClick={run}
    >
      {t('restore')}
    </Button>
  );
}

/** Says that a record was deleted, when and by whom, and offers the way back. */
export function Deleted(props: { readonly info: FormInfo; readonly found: Found; readonly back: ReactNode }) {
  const { info, found } = props;
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const { record, refs } = found;
  const { deletedAt, updatedBy } = record.meta;
  const title = recordTitle(info.form, record.values, useTextEnv(refs)) ?? '';
  const time = deletedAt ? formatRelative(deletedAt, { locale, tz }) : '';
  const name = updatedBy ? refs[updatedBy]?.title : undefined;
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
          <RestoreButton info={info} id={record.id} type="primary" />
          {props.back}
        </>
      }
    />
  );
}
