import type { CompiledForm } from '@trellis/forms/model';
import { fieldLabel, useRecalculating } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import { Alert } from 'antd';
import { useT } from '../messages.ts';

/** Says which fields of a form are being worked out anew in the background, and how far that is; else nothing. */
export function Recalculating({ form }: { readonly form: CompiledForm }) {
  const t = useT();
  const { locale } = useLocale();
  const fields = useRecalculating(form.ref);
  if (!fields) return null;
  const names = [...fields.keys()].map((key) => fieldLabel(form, key, locale));
  const all = [...fields.values()];
  const [done, total] = all.reduce(([d, n], one) => [d + one.done, n + one.total], [0, 0]);
  return (
    <Alert
      type="info"
      showIcon
      banner
      title={t('recalculating', {
        fields: names.join(locale === 'zh' ? '、' : ', '),
        percent: total > 0 ? Math.floor((100 * done) / total) : 0,
      })}
    />
  );
}
