import { BIN_DAYS, type LocalText } from '@trellis/metadata';
import {
  ConfirmDanger,
  EmptyState,
  ErrorState,
  Icon,
  RelativeTime,
  SkeletonRows,
  useLocale,
  useToast,
  useWorkspace,
} from '@trellis/ui/react';
import { App, Button } from 'antd';
import { useState } from 'react';
import { FormNameDialog } from './form-name.tsx';
import { useT } from './messages.ts';
import { type BinnedForm, useBinActions, useBinnedForms } from './use-bin.ts';

/** Deleted forms, the latest first; for administrators. */
export function BinnedForms({ app }: { readonly app: string }) {
  const t = useT();
  const query = useBinnedForms(app);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <SkeletonRows rows={3} columns={3} height={56} />;
  if (query.data.length === 0)
    return (
      <EmptyState
        icon="file-text"
        title={t('noBinnedForms')}
        description={t('noBinnedFormsText', { days: BIN_DAYS })}
      />
    );
  return (
    <ul className="v-bin-list">
      {query.data.map((form) => (
        <Row key={form.key} app={app} form={form} />
      ))}
    </ul>
  );
}

const DAY_MS = 86_400_000;

function Row({ app, form }: { readonly app: string; readonly form: BinnedForm }) {
  const t = useT();
  const { text } = useLocale();
  const { tz } = useWorkspace();
  const { modal } = App.useApp();
  const toast = useToast();
  const { restoreForm, purgeForm } = useBinActions(app);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<'name' | 'purge'>();
  const title = text(form.label);
  const { records } = form;
  const count = t(records.kind === 'exact' ? 'formRecords' : 'formRecordsAbout', {
    count: records.value.toLocaleString(),
  });
  const days = BIN_DAYS - Math.floor((Date.now() - Date.parse(form.deletedAt)) / DAY_MS);
  const restore = async (label?: LocalText) => {
    setBusy(true);
    try {
      const left = await restoreForm(form.key, label);
      if (left.length === 0) toast.success(t('formRestored', { title: label ? text(label) : title }));
      else
        modal.info({
          title: t('formLeft', { title }),
          okText: t('gotIt'),
          content: (
            <ul>
              {left.map(({ name, message }) => (
                <li key={`${name} ${message}`}>
                  {name}: {message}
                </li>
              ))}
            </ul>
          ),
        });
    } catch (error) {
      toast.error(error);
      setBusy(false);
    }
  };
  const purge = async () => {
    try {
      await purgeForm(form.key);
      toast.success(t('formPurging', { title }));
      setAsking(undefined);
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <li>
      <Icon name={form.icon ?? 'file-text'} />
      <div className="v-bin-about">
        <span className="v-bin-title">
          <strong className="t-ellipsis">{title}</strong>
        </span>
        <span className="v-bin-note">
          <span>{count}</span>
          <span>{form.by ? t('deletedBy', { name: form.by }) : t('deleted')}</span>
          <RelativeTime value={form.deletedAt} tz={tz} />
          {form.kept ? (
            <span data-soon>{t('formKept', { reason: form.kept })}</span>
          ) : form.purging ? (
            <span role="status">{t('formGoing')}</span>
          ) : (
            <span data-soon={days <= 3 || undefined}>{days <= 1 ? t('lastDay') : t('left', { days })}</span>
          )}
        </span>
      </div>
      {form.purging && !form.kept ? null : (
        <span className="v-bin-do">
          {form.purging ? null : (
            <Button
              size="small"
              icon={<Icon name="undo" />}
              loading={busy}
              onClick={() => (form.sameName ? setAsking('name') : void restore())}
            >
              {t('restore')}
            </Button>
          )}
          <Button size="small" type="text" danger onClick={() => setAsking('purge')}>
            {t('purge')}
          </Button>
        </span>
      )}
      {asking === 'name' ? (
        <FormNameDialog
          label={form.label}
          onClose={() => setAsking(undefined)}
          onDone={(label) => {
            setAsking(undefined);
            void restore(label);
          }}
        />
      ) : null}
      {asking === 'purge' ? (
        <ConfirmDanger
          open
          title={t('formPurgeTitle', { title })}
          description={t('formPurgeText', { records: count })}
          name={title}
          action={t('purge')}
          onConfirm={purge}
          onClose={() => setAsking(undefined)}
        />
      ) : null}
    </li>
  );
}
