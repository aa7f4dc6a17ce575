import type { CellProps } from '../../widgets/facet.tsx';
import { ListedRecords } from '../../widgets/listed-records.tsx';
import { useT } from '../../widgets/messages.tsx';
import type { QueryListConfig } from './model.ts';

/** The list itself: the field has no value to show. */
export function QueryListCell({ field, config }: CellProps<QueryListConfig>) {
  const t = useT();
  return <ListedRecords field={field} columns={config.columns} limit={config.limit} empty={t('listEmpty')} />;
}
