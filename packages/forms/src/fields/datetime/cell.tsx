import { formatDateTime, RelativeTime, useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { useFormServices } from '../../widgets/services.tsx';

/** Relative near now in lists, in full on a page. */
export function DatetimeCell({ value, look }: CellProps) {
  const { locale } = useLocale();
  const { tz } = useFormServices();
  if (look === 'row') return <RelativeTime value={String(value)} tz={tz} />;
  return <span className="t-num">{formatDateTime(String(value), { locale, tz })}</span>;
}
