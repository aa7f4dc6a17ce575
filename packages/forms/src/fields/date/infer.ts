import { dateOrderOf } from '../../infer/date-order.ts';
import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import type { DateConfig } from './model.ts';

const DAY =
  /^(\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{4})\s*日?$/;
const MONTH = /^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/;
/** Eight digits may be a day or any number: the name decides. */
const COMPACT = /^(19|20)\d{6}$/;
const NAME = /日期|时间|生日|日$|date|day|birth/i;
/** 2026.10 and 2026/1 may be numbers or fractions. */
const SURE_MONTH = /[-年]/;

/** Days, or months where no day is given. */
export const inferDate: Infer<DateConfig> = (column) => {
  const dateOrder = dateOrderOf(column.texts.keys());
  const order = dateOrder ? { dateOrder } : {};
  if (share(column, (cell) => DAY.test(cell)) >= MOST) return { config: {}, rank: 0.93, ...order };
  const named = NAME.test(column.name);
  if (named && share(column, (cell) => COMPACT.test(cell) || DAY.test(cell)) >= MOST)
    return { config: {}, rank: 0.9, ...order };
  const month = (cell: string) =>
    MONTH.test(cell) && (SURE_MONTH.test(cell) || named || /月/.test(column.name));
  return share(column, month) >= MOST ? { config: { precision: 'month' }, rank: 0.9 } : undefined;
};
