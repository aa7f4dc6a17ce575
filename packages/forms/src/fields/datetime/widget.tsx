import { localDateTime, zonedToInstant } from '@trellis/logic';
import { useIsPhone } from '@trellis/ui/react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import { useFormServices } from '../../widgets/services.tsx';
import type { DatetimeConfig } from './model.ts';

const WALL = 'YYYY-MM-DDTHH:mm:ss.SSS';

/** Edits the wall clock of the workspace's zone; the value is the instant. */
export function DatetimeWidget(props: WidgetProps<DatetimeConfig>) {
  const isPhone = useIsPhone();
  const { tz } = useFormServices();
  const seconds = props.config.precision === 'second';
  const wall = typeof props.value === 'string' ? localDateTime(props.value, tz) : null;
  const format = seconds ? 'YYYY-MM-DD HH:mm:ss' : 'YYYY-MM-DD HH:mm';
  return (
    <DatePicker
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      // dayjs carries the digits of the wall clock only; the zone of the browser plays no part.
      value={wall === null ? null : dayjs(wall)}
      showTime={{ format: seconds ? 'HH:mm:ss' : 'HH:mm' }}
      format={[format, format.replaceAll('-', '/'), 'YYYY-M-D H:m', 'YYYY-M-D']}
      allowClear={!props.required}
      inputReadOnly={isPhone}
      showNow={Intl.DateTimeFormat().resolvedOptions().timeZone === tz}
      onChange={(picked) => {
        const exact = seconds ? picked : picked?.startOf('minute');
        props.onChange(exact ? zonedToInstant(exact.format(WALL), tz) : null);
      }}
    />
  );
}
