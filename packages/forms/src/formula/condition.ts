import type { ValueType } from '@trellis/logic';

/** What a formula must be to serve as a condition. */
export const CONDITION: ValueType = { kind: 'boolean' };
