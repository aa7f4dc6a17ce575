import { fieldLabel, useFilterChips } from '@trellis/forms/react';
import { formatDateTime, useLocale, useWorkspace } from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useT } from './messages.ts';
import type { Export } from './use-exports.ts';

/** What the form of an export is called. */
export function useFormName(): (one: Pick<Export, 'app' | 'form'>) => string {
  const t = useT();
  const { text } = useLocale();
  const { forms } = useClientCatalog();
  return ({ app, form }) => {
    const info = forms.get(`${app}:${form}`);
    return info ? text(info.label) : t('unknownForm');
  };
}

/** Which records and which of their fields went out, in words. */
export function What({ one, info }: { readonly one: Export; readonly info: FormInfo }) {
  const t = useT();
  const { locale } = useLocale();
  const { tz } = useWorkspace();
  const chips = useFilterChips(one.filter as never, info.form);
  const names = one.fields.map((key) => fieldLabel(info.form, key, locale)).join(t('and'));
  const parts = [
    ...(chips.length > 0 ? [t('filter', { text: chips.map(({ text }) => text).join(t('and')) })] : []),
    ...(one.search ? [t('search', { text: one.search })] : []),
  ];
  return (
    <span className="v-batch-note v-export-what">
      <span>{parts.length > 0 ? parts.join(t('and')) : t('allRecords')}</span>
      {one.asOf ? <span>{t('asOf', { date: formatDateTime(one.asOf, { locale, tz }) })}</span> : null}
      <span>{t('columns', { count: one.fields.length, names })}</span>
      {one.sheets.length > 0 ? <span>{t('withSheets', { count: one.sheets.length })}</span> : null}
    </span>
  );
}
