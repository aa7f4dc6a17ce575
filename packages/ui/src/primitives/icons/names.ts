import { FIRST } from './first.ts';
import { OTHERS } from './others.ts';

/** Names for icon pickers. */
export const ICON_NAMES = Object.keys({ ...FIRST, ...OTHERS }).sort() as readonly IconName[];

export type IconName = keyof typeof FIRST | keyof typeof OTHERS;
