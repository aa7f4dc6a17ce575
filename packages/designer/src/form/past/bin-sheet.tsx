import { useQuery, useQueryClient } from '@tanstack/react-query';
import { fieldTypes } from '@trellis/forms/model';
import type { FieldSchema } from '@trellis/metadata';
import {
  ConfirmDanger,
  EmptyState,
  ErrorState,
  Icon,
  keys,
  RelativeTime,
  Sheet,
  SkeletonRows,
  useClient,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { inRows, rowsDocument } from '../rows/commands.ts';
import { binnedFields, columnBack } from './binned.ts';
import { useT } from './messages.ts';
import type { PastField } from './past-fields.ts';
import './past.css';

/** The fields that were deleted, with what waits for them: to be restored, or cleared for good. */
export function BinSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const { app, formKey, document, restore, run, selectField } = useDesign();
  const workspace = useWorkspace().key;
  const client = useClient();
  const cache = useQueryClient();
  const toast = useToast();
  const [purging, setPurging] = useState<PastField>();
  const [left, setLeft] = useState<number>();
  const params = { workspace, app, key: formKey };
  const query = useQuery({
    queryKey: [...keys.definition(workspace, 'form', app, formKey), 'bin'],
    queryFn: async ({ signal }) => (await client.call('listRemoved', { params, signal })).fields,
    gcTime: 0,
    staleTime: 0,
  });
  const fields = binnedFields(document, query.data ?? []);
  const nameOf = ({ field, schema }: PastField): string => {
    const [owner = '', column] = field.split('.');
    const label = text((schema as FieldSchema).trellis.label);
    const of = column === undefined ? undefined : document.properties[owner]?.trellis.label;
    return of ? `${text(of)} / ${label}` : label;
  };
  const bring = (one: PastField) => {
    const [key = '', column] = one.field.split('.');
    const rows = column === undefined ? undefined : rowsDocument(document, key);
    if (column !== undefined && rows) {
      run(inRows(key, columnBack(rows, column, one.schema as FieldSchema)));
      selectField(key);
      toast.success(t('fieldRestored', { field: nameOf(one) }));
    } else restore(key, { end: true });
  };
  const purge = async (one: PastField) => {
    try {
      for (let more = true; more; ) {
        const reply = await client.call('purgeRemoved', { params, body: { field: one.field } });
        setLeft(reply.left);
        more = reply.left > 0;
      }
      toast.success(t('purged', { field: nameOf(one) }));
      setPurging(undefined);
      await cache.invalidateQueries({ queryKey: keys.definition(workspace, 'form', app, formKey) });
    } catch (error) {
      toast.error(error);
      throw error;
    } finally {
      setLeft(undefined);
    }
  };
  return (
    <Sheet open desk="drawer" phone="full" width={520} title={t('bin')} onClose={onClose}>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={4} />
      ) : fields.length === 0 ? (
        <EmptyState icon="delete" title={t('binEmpty')} description={t('binEmptyText')} />
      ) : (
        <>
          <p className="d-hint">{t('binHelp')}</p>
          <ul className="d-bin">
            {fields.map((one) => (
              <BinItem
                key={one.field}
                one={one}
                name={nameOf(one)}
                onRestore={() => bring(one)}
                onPurge={() => setPurging(one)}
              />
            ))}
          </ul>
        </>
      )}
      {purging ? (
        <ConfirmDanger
          open
          title={t('purgeTitle', { field: nameOf(purging) })}
          description={
            left === undefined
              ? t('purgeText', { count: purging.values ?? 0 })
              : t('purging', { count: left })
          }
          name={nameOf(purging)}
          action={t('purge')}
          onConfirm={() => purge(purging)}
          onClose={() => setPurging(undefined)}
        />
      ) : null}
    </Sheet>
  );
}

function BinItem({
  one: { schema, field, removed, values },
  name,
  onRestore,
  onPurge,
}: {
  readonly one: PastField;
  readonly name: string;
  readonly onRestore: () => void;
  readonly onPurge: () => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const { tz } = useWorkspace();
  const type = fieldTypes.get((schema as FieldSchema).trellis.type);
  return (
    <li>
      <Icon name={type.icon} />
      <div className="d-bin-text">
        <strong>{name}</strong>
        <span className="t-muted">
          {text(type.label)} · {field}
        </span>
        {removed ? (
          <span className="t-muted">
            {t('removedBy', { name: removed.by ?? t('unknownMember') })}{' '}
            <RelativeTime value={removed.at} tz={tz} /> ·{' '}
            {values ? t('values', { count: values }) : t('noValues')}
          </span>
        ) : (
          <span className="t-muted">{t('notYet')}</span>
        )}
      </div>
      <Button size="small" onClick={onRestore}>
        {t('restore')}
      </Button>
      {removed ? (
        <Button size="small" danger type="text" onClick={onPurge}>
          {t('purge')}
        </Button>
      ) : null}
    </li>
  );
}
