import { BIN_DAYS } from '@trellis/metadata';
import { EmptyState, ErrorState, PageHeader, SkeletonRows, useLocale, useMe } from '@trellis/ui/react';
import { Segmented, Select } from 'antd';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useNavigation } from '../navigation.tsx';
import { HistoryKeeping } from '../past/keeping.tsx';
import './bin.css';
import { BinnedForms } from './forms.tsx';
import { useT } from './messages.ts';
import { BinnedRecords } from './records.tsx';
import { useBin } from './use-bin.ts';
import { BinnedViews } from './views.tsx';

/** The bin of an app: deleted records by form, deleted views, and for administrators deleted forms. Its address says what of it is shown. */
export function BinPage({ app }: { readonly app: string }) {
  const t = useT();
  const { text } = useLocale();
  const { search, setSearch } = useNavigation();
  const catalog = useClientCatalog();
  const admin = useMe().data?.admin ?? false;
  const bin = useBin(app);
  const part =
    search.part === 'views' || (search.part === 'forms' && admin) ? search.part : ('records' as const);
  const set = (next: Record<string, string>) => setSearch({ ...search, ...next }, { replace: true });
  const forms = (bin.data?.forms ?? []).flatMap(({ form, count, more }) => {
    const info = catalog.forms.get(`${app}:${form}`);
    return info ? [{ form, info, count, shown: more ? `${count}+` : String(count) }] : [];
  });
  // The one that was asked for, else the one with the most in it.
  const chosen =
    forms.find(({ form }) => form === search.form) ??
    [...forms].sort((a, b) => b.count - a.count).find(({ count }) => count > 0) ??
    forms[0];
  return (
    <div className="v-bin">
      <PageHeader
        title={t('title')}
        description={t('text', { days: BIN_DAYS })}
        actions={admin ? <HistoryKeeping /> : null}
      />
      <div className="v-bin-tools">
        <Segmented
          aria-label={t('parts')}
          value={part}
          onChange={(next) => set({ part: next })}
          options={[
            { value: 'records', label: t('records') },
            { value: 'views', label: t('views') },
            ...(admin ? [{ value: 'forms', label: t('forms') }] : []),
          ]}
        />
        {part === 'records' && chosen ? (
          <Select
            className="v-bin-form"
            aria-label={t('form')}
            value={chosen.form}
            onChange={(form: string) => set({ form })}
            showSearch={{ optionFilterProp: 'label' }}
            options={forms.map(({ form, info, shown }) => ({
              value: form,
              label: t('formCount', { form: text(info.label), count: shown }),
            }))}
          />
        ) : null}
      </div>
      {bin.error ? (
        <ErrorState error={bin.error} onRetry={() => void bin.refetch()} />
      ) : bin.isPending ? (
        <SkeletonRows rows={6} columns={3} height={56} />
      ) : part === 'forms' ? (
        <BinnedForms app={app} />
      ) : part === 'views' ? (
        <BinnedViews app={app} views={bin.data.views} />
      ) : chosen ? (
        <BinnedRecords key={chosen.form} info={chosen.info} />
      ) : (
        <EmptyState icon="delete" title={t('noForms')} description={t('noFormsText')} />
      )}
    </div>
  );
}
