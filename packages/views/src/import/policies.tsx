import { useLocale } from '@trellis/ui/react';
import { Select } from 'antd';
import { useClientCatalog } from '../catalog/provider.tsx';
import { type ColumnMapping, type ImportField, RECORD_ID, type Unmatched } from './mapping.ts';
import { useT } from './messages.ts';

/** What becomes of the texts of a column that match nothing and have no choice of their own. */
export function PolicySelect(props: {
  readonly field: ImportField;
  readonly column: ColumnMapping;
  readonly onChange: (policy: Unmatched | undefined) => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const catalog = useClientCatalog();
  const form = catalog.forms.get(props.field.target ?? '');
  return (
    <Select<Unmatched>
      aria-label={t('unmatched')}
      value={props.column.unmatched ?? 'error'}
      onChange={(policy) => props.onChange(policy === 'error' ? undefined : policy)}
      options={[
        { value: 'error', label: t('unmatchedError') },
        { value: 'empty', label: t('unmatchedEmpty') },
        ...(form?.actions.has('import') && props.column.matchBy !== RECORD_ID
          ? [{ value: 'create' as const, label: t('unmatchedCreate', { form: text(form.label) }) }]
          : []),
      ]}
    />
  );
}
