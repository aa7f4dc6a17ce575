import { useQuery } from '@tanstack/react-query';
import type { CompiledForm } from '@trellis/forms/model';
import { fieldLabel } from '@trellis/forms/react';
import { keys, useClient, useLocale, useWorkspace } from '@trellis/ui/react';
import { Alert } from 'antd';
import { useT } from '../messages.ts';

/** Says which fields of a form are being worked out anew in the background, and how far that is; else nothing. */
export function Recalculating({ form }: { readonly form: CompiledForm }) {
  const t = useT();
  const { locale } = useLocale();
  const client = useClient();
  const { key: workspace } = useWorkspace();
  const { data } = useQuery({
    queryKey: keys.computations(workspace),
    queryFn: async ({ signal }) =>
      (await client.call('listComputations', { params: { workspace }, signal })).computations,
    // While something runs its progress is looked at; otherwise an event tells.
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 3_000 : false),
  });
  const own = (data ?? []).filter((one) => one.form === form.ref);
  if (own.length === 0) return null;
  const fields = [...new Set(own.flatMap((one) => one.fields))].map((key) => fieldLabel(form, key, locale));
  const [done, total] = own.reduce(([d, n], one) => [d + one.done, n + one.total], [0, 0]);
  return (
    <Alert
      type="info"
      showIcon
      banner
      title={t('recalculating', {
        fields: fields.join(locale === 'zh' ? '、' : ', '),
        percent: total > 0 ? Math.floor((100 * done) / total) : 0,
      })}
    />
  );
}
