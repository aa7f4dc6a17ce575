import { decimalsIn, MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import type { PercentConfig } from './model.ts';

/** Numbers with the sign. */
export const inferPercent: Infer<PercentConfig> = (column) =>
  share(column, (cell) => /\d\s*[%％]$/.test(cell)) < MOST
    ? undefined
    : { config: { decimals: Math.min(8, Math.max(2, decimalsIn(column))) }, rank: 0.95 };
