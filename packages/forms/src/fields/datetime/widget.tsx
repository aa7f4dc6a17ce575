import { localDateTime, zonedToInstant } from '@trellis/logic';
import { useIsPhone } from '@trellis/ui/react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { DateDisplay } from '../../values/date-display.ts';
import { dayAllowed } from '../../widgets/day-limits.ts';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useRecordNow } from '../../widgets/record-on-screen.tsx';
import { useEnv, useFormServices } from '../../widgets/services.tsx';
import type { DatetimeConfig } from './model.ts';
import { zoneName } from './zone.ts';

const WALL = 'YYYY-MM-DDTHH:mm:ss.SSS';
const DAYS: Readonly<Record<DateDisplay, string>> = {
  iso: 'YYYY-MM-DD',
  slash: 'YYYY/MM/DD',
  zh: 'YYYY年M月D日',
  us: 'MM/DD/YYYY',
  eu: 'DD.MM.YYYY',
};
const CLOCKS = { hour: 'HH:00', minute: 'HH:mm', second: 'HH:mm:ss' } as const;

/** Edits the wall clock of the workspace's zone; the value is the instant. */
export function DatetimeWidget(props: WidgetProps<DatetimeConfig>) {
  const isPhone = useIsPhone();
  const { tz } = useFormServices();
  const env = useEnv();
  const record = useRecordNow();
  const { precision, display = 'iso', hours, weekdays, min, max, showZone } = props.config;
  const wall = typeof props.value === 'string' ? localDateTime(props.value, tz) : null;
  const format = `${DAYS[display]} ${CLOCKS[precision]}`;
  const limited = min !== undefined || max !== undefined || (weekdays?.length ?? 0) > 0;
  const allowed = (day: string) =>
    dayAllowed(props.config, env().now, tz, (field) => record()?.values[field] ?? null)(day);
  const [from, to] = [Number(hours?.from.slice(0, 2) ?? 0), Number(hours?.to.slice(0, 2) ?? 23)];
  return (
    <DatePicker
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      // dayjs carries the digits of the wall clock only; the zone of the browser plays no part.
      value={wall === null ? null : dayjs(wall)}
      showTime={
        precision === 'hour'
          ? { format: 'HH:mm', showHour: true, showMinute: false }
          : { format: CLOCKS[precision] }
      }
      format={[format, `${DAYS[display]} HH:mm`, 'YYYY/MM/DD HH:mm', 'YYYY-M-D H:m', 'YYYY-M-D']}
      allowClear={!props.required}
      inputReadOnly={isPhone}
      showNow={Intl.DateTimeFormat().resolvedOptions().timeZone === tz}
      {...(showZone
        ? { suffixIcon: <span className="t-muted">{zoneName(String(props.value ?? env().now), tz)}</span> }
        : {})}
      {...(limited ? { disabledDate: (day: dayjs.Dayjs) => !allowed(day.format('YYYY-MM-DD')) } : {})}
      {...(hours
        ? {
            disabledTime: () => ({
              disabledHours: () =>
                Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => hour < from || hour > to),
            }),
          }
        : {})}
      onChange={(picked) => {
        const exact = precision === 'second' ? picked : picked?.startOf(precision);
        props.onChange(exact ? zonedToInstant(exact.format(WALL), tz) : null);
      }}
    />
  );
}
