import { MOST, share } from '../../infer/share.ts';
import type { Infer } from '../../infer/types.ts';
import { type EmailConfig, email } from './model.ts';

/** Whatever has the sign between two names. */
export const inferEmail: Infer<EmailConfig> = (column) =>
  share(column, (cell) => /^(mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+$/i.test(cell)) < MOST
    ? undefined
    : { config: email.config.defaults(), rank: 0.96 };
