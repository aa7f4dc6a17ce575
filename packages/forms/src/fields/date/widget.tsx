import { useIsPhone } from '@trellis/ui/react';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { inputAttributes, type WidgetProps } from '../../widgets/facet.tsx';
import type { DateConfig } from './model.ts';

const DAY = 'YYYY-MM-DD';
/** The first is how it is shown; the others may be typed. */
const FORMATS = [DAY, 'YYYY-M-D', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日'];

export function DateWidget(props: WidgetProps<DateConfig>) {
  const isPhone = useIsPhone();
  const { min, max } = props.config;
  const value = typeof props.value === 'string' ? dayjs(props.value, DAY, true) : null;
  return (
    <DatePicker
      {...inputAttributes(props)}
      style={{ width: '100%' }}
      value={value?.isValid() ? value : null}
      format={FORMATS}
      allowClear={!props.required}
      inputReadOnly={isPhone}
      {...(min ? { minDate: dayjs(min, DAY) } : {})}
      {...(max ? { maxDate: dayjs(max, DAY) } : {})}
      onChange={(picked) => props.onChange(picked ? picked.format(DAY) : null)}
    />
  );
}
