import { dateOrderOf } from '../../infer/date-order.ts';
import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type DatetimeConfig, datetime } from './model.ts';

const DATE = /^(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4})/;
const CLOCK = /\d\s*[:时点]\s*\d{0,2}/;
/** Midnight is written as the day alone. */
const SOME = 0.2;

/** Days with a time. */
export const inferDatetime: Infer<DatetimeConfig> = (column) => {
  const dated = share(column, (cell) => DATE.test(cell));
  const timed = share(column, (cell) => DATE.test(cell) && CLOCK.test(cell));
  if (dated < MOST || timed < SOME) return undefined;
  const dateOrder = dateOrderOf(column.texts.keys());
  return { config: datetime.config.defaults(), rank: 0.95, ...(dateOrder ? { dateOrder } : {}) };
};
