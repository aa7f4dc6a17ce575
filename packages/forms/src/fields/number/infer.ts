import { decimalsIn, MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import type { NumberConfig } from './model.ts';

/** Columns whose numbers name something and are never added up. */
const CODE =
  /编号|编码|代码|单号|号码|工号|学号|邮编|流水|序列|账号|卡号|^no\.?$|\bid\b|code|number|serial|postcode|zip/i;
/** Digits beyond which a spreadsheet no longer tells numbers apart, and a zero in front that a number would lose. */
const NAMING = /^0\d|\d{16,}/;

/** Numbers, unless they are names made of digits. */
export const inferNumber: Infer<NumberConfig> = (column) => {
  const numeric = share(column, (cell) => /^[-+(]?[\d,.\s]*\d[\d,.\s]*\)?[千万亿]?$/.test(cell));
  if (numeric < MOST || share(column, (cell) => NAMING.test(cell)) > 0) return undefined;
  const thousands = [...column.texts.keys()].some((cell) => cell.includes(','));
  const config = { decimals: Math.min(12, decimalsIn(column)), ...(thousands ? { thousands } : {}) };
  return { config, rank: CODE.test(column.name) ? 0.25 : 0.8 };
};
