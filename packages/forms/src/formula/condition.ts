import type { FormulaDemand } from './analyse.ts';

/** What a formula must be to serve as a condition. */
export const CONDITION: FormulaDemand = { expect: { kind: 'boolean' } };
