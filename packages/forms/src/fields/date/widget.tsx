import { useIsPhone } from '@trellis/ui/react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { DateDisplay, DatePrecision } from '../../values/date-display.ts';
import { dayAllowed } from '../../widgets/day-limits.ts';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useRecordNow } from '../../widgets/record-on-screen.tsx';
import { useEnv } from '../../widgets/services.tsx';
import type { DateConfig } from './model.ts';

const DAY = 'YYYY-MM-DD';
const PICKERS = { year: 'year', month: 'month', day: 'date' } as const;
/** The first is how it is shown; the others may be typed. */
const FORMATS: Readonly<Record<DatePrecision, readonly string[]>> = {
  year: ['YYYY', 'YYYY年'],
  month: ['YYYY-MM', 'YYYY-M', 'YYYY/M', 'YYYY年M月'],
  day: [DAY, 'YYYY-M-D', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'],
};
/** How dayjs writes what `writeDate` writes. */
const SHOWN: Readonly<Record<DateDisplay, Readonly<Record<DatePrecision, string>>>> = {
  iso: { year: 'YYYY', month: 'YYYY-MM', day: DAY },
  slash: { year: 'YYYY', month: 'YYYY/MM', day: 'YYYY/MM/DD' },
  zh: { year: 'YYYY年', month: 'YYYY年M月', day: 'YYYY年M月D日' },
  us: { year: 'YYYY', month: 'MM/YYYY', day: 'MM/DD/YYYY' },
  eu: { year: 'YYYY', month: 'MM.YYYY', day: 'DD.MM.YYYY' },
};

export function DateWidget(props: WidgetProps<DateConfig>) {
  const isPhone = useIsPhone();
  const env = useEnv();
  const record = useRecordNow();
  const { precision = 'day', display = 'iso' } = props.config;
  const value = typeof props.value === 'string' ? dayjs(props.value, DAY, true) : null;
  const allowed = () => {
    const { now, tz } = env();
    return dayAllowed(props.config, now, tz, (field) => record()?.values[field] ?? null);
  };
  const { min, max, weekdays } = props.config;
  const limited = min !== undefined || max !== undefined || (weekdays?.length ?? 0) > 0;
  return (
    <DatePicker
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      picker={PICKERS[precision]}
      value={value?.isValid() ? value : null}
      format={[SHOWN[display][precision], ...FORMATS[precision]]}
      allowClear={!props.required}
      inputReadOnly={isPhone}
      {...(limited && precision === 'day'
        ? { disabledDate: (day: dayjs.Dayjs) => !allowed()(day.format(DAY)) }
        : {})}
      onChange={(picked) =>
        props.onChange(picked ? picked.startOf(precision === 'day' ? 'day' : precision).format(DAY) : null)
      }
    />
  );
}
