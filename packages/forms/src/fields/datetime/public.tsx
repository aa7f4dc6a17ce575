import type { PublicFacet } from '../../public/facet.tsx';
import { Line } from '../../public/line.tsx';
import type { DatetimeConfig } from './model.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment as the clock of the visitor's device shows it. */
function toLocal(value: string, seconds: boolean): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return '';
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  return `${day}T${time}${seconds ? `:${two(at.getSeconds())}` : ''}`;
}

function toMoment(text: string): string | null {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

export const publicDatetime: PublicFacet<DatetimeConfig> = {
  type: 'datetime',
  Input: (props) => {
    const { precision } = props.config;
    const step = { hour: 3600, minute: 60, second: 1 }[precision];
    return (
      <Line
        {...props}
        native={{ type: 'datetime-local', step }}
        read={(value) => toLocal(value, precision === 'second')}
        write={toMoment}
      />
    );
  },
};
