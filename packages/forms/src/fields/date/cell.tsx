import { formatDate, useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { useTextEnv } from '../../widgets/services.tsx';
import type { DateConfig } from './model.ts';

/** As the field says, else as the reader's language has it. */
export function DateCell({ field, config, value }: CellProps<DateConfig>) {
  const { locale } = useLocale();
  const env = useTextEnv();
  const { display, precision = 'day' } = config;
  const plain = display === undefined && precision === 'day';
  return (
    <span className="t-num t-ellipsis">
      {plain ? formatDate(String(value), locale) : field.type.format(value, field.config, env)}
    </span>
  );
}
