import { formatDateTime, RelativeTime, useLocale } from '@trellis/ui/react';
import type { CellProps } from '../../widgets/facet.tsx';
import { useFormServices, useTextEnv } from '../../widgets/services.tsx';
import type { DatetimeConfig } from './model.ts';
import { zoneName } from './zone.ts';

/** Relative near now in lists, in full on a page. */
export function DatetimeCell({ field, config, value, look }: CellProps<DatetimeConfig>) {
  const { locale } = useLocale();
  const { tz } = useFormServices();
  const env = useTextEnv();
  const { display, precision, showZone } = config;
  if (look === 'row' && display === undefined) return <RelativeTime value={String(value)} tz={tz} />;
  const full = display !== undefined || precision === 'second';
  return (
    <span className="t-num t-ellipsis">
      {full ? field.type.format(value, field.config, env) : formatDateTime(String(value), { locale, tz })}
      {showZone ? <span className="t-muted"> {zoneName(String(value), tz)}</span> : null}
    </span>
  );
}
