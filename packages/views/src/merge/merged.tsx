import { EmptyState, formatDateTime, useLocale, useWorkspace } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useNavigation } from '../navigation.tsx';
import './merge.css';
import { useT } from './messages.ts';
import { useMerges, useMerging } from './use-merge.ts';

/** Says above a record what was merged into it, for as long as that can be taken back. */
export function MergedNote({ info, id }: { readonly info: FormInfo; readonly id: string }) {
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const { data } = useMerges(info.form.ref, id);
  const { unmerge } = useMerging(info.form.ref);
  const [busy, setBusy] = useState(false);
  // What was merged last comes apart first.
  const last = data?.merges.find(({ until }) => until !== null);
  if (!last) return null;
  const names = last.records
    .map(({ title }) => (title === null ? t('other') : t('quote', { name: title || t('unnamed') })))
    .join(t('between'));
  const by = last.by ? data?.refs[last.by]?.title : undefined;
  const at = formatDateTime(last.at, { locale, tz });
  const run = async () => {
    setBusy(true);
    await unmerge(last.id);
    setBusy(false);
  };
  return (
    <Alert
      type="info"
      banner
      title={by ? t('fromBy', { name: by, at, names }) : t('from', { names })}
      action={
        <Button size="small" loading={busy} onClick={() => void run()}>
          {t('split')}
        </Button>
      }
    />
  );
}

/** In the place of a record that was merged into another one: leads there. */
export function Went(props: { readonly info: FormInfo; readonly into: string; readonly back: ReactNode }) {
  const { info, into } = props;
  const t = useT();
  const { go } = useNavigation();
  const { app, key } = info.form;
  const open = () => void go({ kind: 'record', app, form: key, id: into }, { replace: true });
  return (
    <EmptyState
      icon="copy"
      title={t('wentTitle')}
      description={t('wentText')}
      action={
        <>
          <Button type="primary" onClick={open}>
            {t('goThere')}
          </Button>
          {props.back}
        </>
      }
    />
  );
}
