import { parseTime } from '@trellis/logic';
import { useIsPhone } from '@trellis/ui/react';
import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import type { TimeConfig } from './model.ts';

export function TimeWidget(props: WidgetProps<TimeConfig>) {
  const isPhone = useIsPhone();
  const seconds = props.config.precision === 'second';
  const value = typeof props.value === 'string' ? parseTime(props.value) : null;
  const format = seconds ? 'HH:mm:ss' : 'HH:mm';
  return (
    <TimePicker
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      // Any day does: only the clock counts.
      value={value === null ? null : dayjs(`2000-01-01T${value}`)}
      format={[format, 'H:m', 'HHmm']}
      needConfirm={false}
      allowClear={!props.required}
      inputReadOnly={isPhone}
      onChange={(picked) =>
        props.onChange(picked ? (seconds ? picked : picked.startOf('minute')).format('HH:mm:ss') : null)
      }
    />
  );
}
