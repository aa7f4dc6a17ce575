import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type PhoneConfig, phone } from './model.ts';

const NAME = /电话|手机|座机|联系方式|传真|phone|mobile|tel|fax|cell/i;
const MOBILE = /^(\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}$/;
/** With a country or an area code set apart. */
const WRITTEN = /^(\+\d|\(?0\d{2,3}\)?[-\s]\d|[48]00[-\s]\d)/;

/** Mobile numbers, what is written like a number to dial, and any digits under a name that says so. */
export const inferPhone: Infer<PhoneConfig> = (column) => {
  const config = phone.config.defaults();
  if (NAME.test(column.name)) return { config, rank: 0.95 };
  const dialled = share(column, (cell) => MOBILE.test(cell) || WRITTEN.test(cell));
  return dialled < MOST ? undefined : { config, rank: 0.9 };
};
