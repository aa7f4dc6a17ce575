import { EmptyState, SkeletonForm, useLocale } from '@trellis/ui/react';
import { Button } from 'antd';
import type { FormInfo } from '../catalog/catalog.ts';
import { Went } from '../merge/merged.tsx';
import { useMerges } from '../merge/use-merge.ts';
import { useNavigation } from '../navigation.tsx';
import { Deleted, useDeleted } from './deleted.tsx';
import { useT } from './messages.ts';

/** In the place of a record that can't be shown: whether it was deleted and can come back, or why it may not be there. */
export function Missing({ info, id }: { readonly info: FormInfo; readonly id: string }) {
  const t = useT();
  const { text } = useLocale();
  const { go } = useNavigation();
  const deleted = useDeleted(info, id);
  const merges = useMerges(info.form.ref, id);
  if (deleted.isLoading || merges.isLoading)
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
  if (merges.data?.into) return <Went info={info} into={merges.data.into} back={back} />;
  if (deleted.data) return <Deleted info={info} found={deleted.data} back={back} />;
  return <EmptyState icon="search" title={t('goneTitle')} description={t('goneText')} action={back} />;
}
