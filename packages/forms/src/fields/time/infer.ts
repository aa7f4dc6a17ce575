import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type TimeConfig, time } from './model.ts';

const CLOCK = /^(上午|下午)?\s*\d{1,2}\s*[:时点]\s*\d{0,2}\s*分?(\s*:\s*\d{2})?\s*(am|pm)?$/i;

/** Times without a day. */
export const inferTime: Infer<TimeConfig> = (column) =>
  share(column, (cell) => CLOCK.test(cell)) < MOST
    ? undefined
    : { config: time.config.defaults(), rank: 0.93 };
