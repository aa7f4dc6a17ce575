import { useQuery } from '@tanstack/react-query';
import { type CompiledForm, emptyRecord } from '@trellis/forms/model';
import { FormView } from '@trellis/forms/react';
import { ErrorState, keys, Sheet, SkeletonForm, useClient, useToast, useWorkspace } from '@trellis/ui/react';
import { Alert, Button } from 'antd';
import { useMemo } from 'react';
import { useDesign } from '../design.tsx';
import { ChangeList } from './changes.tsx';
import { useT } from './messages.ts';
import { readVersion, useDraftChanges } from './use-versions.tsx';

/** What is to be done with a version. */
export interface VersionTask {
  readonly kind: 'preview' | 'compare' | 'restoreVersion';
  readonly version: number;
}
const TITLES = { preview: 'previewTitle', compare: 'compareTitle', restoreVersion: 'restoreTitle' } as const;

/** Shows a version as it would be filled in, or what it would change in the draft; restoring it is a step of undo. */
export function VersionDialog(props: {
  readonly task: VersionTask;
  readonly onClose: () => void;
  readonly onRestored: () => void;
}) {
  const { kind, version } = props.task;
  const t = useT();
  const toast = useToast();
  const { app, form, formKey, run } = useDesign();
  const workspace = useWorkspace().key;
  const client = useClient();
  const query = useQuery({
    queryKey: [...keys.definition(workspace, 'form', app, formKey), 'version', version],
    queryFn: async ({ signal }) => {
      const params = { workspace, kind: 'form' as const, app, key: formKey, version: String(version) };
      return (await client.call('getVersion', { params, signal })).document;
    },
    // A version never changes.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const then = useMemo(
    () => (query.data === undefined ? undefined : readVersion(form.ref, query.data)),
    [form.ref, query.data],
  );
  const changes = useDraftChanges(then);
  const restore = () => {
    if (!then) return;
    const label = { zh: `恢复版本 ${version}`, en: `Restore version ${version}` };
    run({ label, apply: () => then.document });
    toast.success(t('restoredVersion', { version }));
    props.onClose();
    props.onRestored();
  };
  return (
    <Sheet
      open
      onClose={props.onClose}
      title={t(TITLES[kind], { version })}
      width={kind === 'preview' ? 860 : 520}
      phone={kind === 'preview' ? 'full' : 'auto'}
      footer={
        kind === 'restoreVersion' ? (
          <div className="d-dialog-foot">
            <Button onClick={props.onClose}>{t('keep')}</Button>
            <Button type="primary" disabled={changes.length === 0} onClick={restore}>
              {t('restoreVersion')}
            </Button>
          </div>
        ) : null
      }
    >
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <SkeletonForm fields={6} columns={2} />
      ) : !then ? (
        <Alert type="warning" showIcon title={t('unreadable')} />
      ) : kind === 'preview' ? (
        <Preview form={then} />
      ) : changes.length === 0 ? (
        <p className="d-hint">{t('sameAsDraft')}</p>
      ) : (
        <>
          <p className="d-hint">{t(kind === 'restoreVersion' ? 'restoreText' : 'compareText')}</p>
          <ChangeList changes={changes} />
        </>
      )}
    </Sheet>
  );
}

/** The real form, with nothing in it and not to be typed into. */
function Preview({ form }: { readonly form: CompiledForm }) {
  const values = useMemo(() => emptyRecord(form), [form]);
  return (
    <div inert>
      <FormView form={form} values={values} />
    </div>
  );
}
