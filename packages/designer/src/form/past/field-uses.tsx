import { useQuery } from '@tanstack/react-query';
import { ownerOf, splitRef } from '@trellis/forms/model';
import { ErrorState, keys, SkeletonBar, useClient, useWorkspace } from '@trellis/ui/react';
import { useNavigation } from '@trellis/views/react';
import { Collapse } from 'antd';
import { useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from './messages.ts';
import { UsesList } from './uses-list.tsx';

/** Says in a field's panel where else the field is used, once somebody asks. */
export function FieldUses({ fieldKey }: { readonly fieldKey: string }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <Collapse
      ghost
      size="small"
      className="d-field-uses"
      onChange={(keys) => setOpen(keys.length > 0)}
      items={[{ key: 'uses', label: t('uses'), children: open ? <Uses fieldKey={fieldKey} /> : null }]}
    />
  );
}

function Uses({ fieldKey }: { readonly fieldKey: string }) {
  const t = useT();
  const { app, form, document, selectField, selectForm } = useDesign();
  const workspace = useWorkspace().key;
  const { href } = useNavigation();
  const client = useClient();
  const owner = ownerOf(form.ref);
  const { key } = splitRef(owner?.form ?? form.ref);
  const field = owner ? `${owner.field}.${fieldKey}` : fieldKey;
  const query = useQuery({
    queryKey: [...keys.definition(workspace, 'form', app, key), 'uses', field, document],
    queryFn: async ({ signal }) =>
      (await client.call('listUses', { params: { workspace, app, key }, body: { fields: [field] }, signal }))
        .uses,
    gcTime: 0,
    retry: false,
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonBar width="60%" />;
  if (query.data.length === 0) return <p className="d-hint">{t('noUses')}</p>;
  const go = (name: string | undefined) => {
    const [first] = (name ?? '').split('.');
    if (first) selectField(first);
    else selectForm();
  };
  return <UsesList uses={query.data} here={`${app}:${key}`} href={href} onField={owner ? undefined : go} />;
}
