import { formatDate, useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';

export function DateCell({ value }: CellProps) {
  const { locale } = useLocale();
  return <span className="t-num t-ellipsis">{formatDate(String(value), locale)}</span>;
}
