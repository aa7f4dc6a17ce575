import { formatDateTime, formatRelative } from '../i18n/format.ts';
import { useLocale } from '../i18n/locale.tsx';

/** An instant in words near now, with the full time on hover. */
export function RelativeTime({ value, tz }: { value: string; tz: string }) {
  const { locale } = useLocale();
  return (
    <time dateTime={value} title={formatDateTime(value, { locale, tz })} className="t-num">
      {formatRelative(value, { locale, tz })}
    </time>
  );
}
