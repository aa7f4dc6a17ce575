import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { useClientCatalog } from '../catalog/provider.tsx';
import { useT } from './messages.ts';
import type { Batch } from './use-batches.ts';

/** What is said of batches. */
export function useBatchWords() {
  const t = useT();
  const { text, locale } = useLocale();
  const { forms } = useClientCatalog();
  const number = (value: number) => value.toLocaleString(locale);
  const infoOf = ({ app, form }: Batch) => forms.get(`${app}:${form}`);
  const formName = (batch: Batch): string => {
    const info = infoOf(batch);
    return info ? text(info.label) : t('unknownForm');
  };
  return {
    number,
    infoOf,
    formName,
    /** What it does, as a line of a list. */
    what(batch: Batch): string {
      if (batch.op !== 'edit') return t(`what_${batch.op}`);
      const form = infoOf(batch)?.form;
      const labels = form ? batch.fields.map((key) => fieldLabel(form, key, locale)) : [];
      return t('what_edit', { fields: labels.join(t('and')) || t('hiddenFields') });
    },
    /** What it is doing, or has done. */
    headline(batch: Batch): string {
      const form = formName(batch);
      if (batch.state === 'running') return t(`doing_${batch.op}`, { form });
      return t(`did_${batch.op}`, { form, count: number(batch.done) });
    },
    /** What there is to say beside that. */
    notes({ state, done, unchanged, skipped, kept, issue }: Batch): string[] {
      return [
        ...(state === 'cancelled' ? [t('wasStopped', { count: number(done) })] : []),
        ...(state === 'failed' ? [t('failed', { reason: issue?.message ?? '' })] : []),
        ...(unchanged > 0 ? [t('unchanged', { count: number(unchanged) })] : []),
        ...(kept > 0 ? [t('kept', { count: number(kept) })] : []),
        ...(skipped > 0 ? [t('skipped', { count: number(skipped) })] : []),
      ];
    },
  };
}
