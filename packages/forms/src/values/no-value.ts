import { fail, ok, type Result } from '@trellis/metadata';
import type { FieldType } from '../contract.ts';

/** The part of a field type that is about values, for types that have none (`FieldType.display`). */
export const NO_VALUE = {
  display: true,
  kind: 'json',
  valueSchema: () => ({ type: 'string' }),
  normalise: (input: unknown): Result<null> =>
    input === null || input === undefined ? ok(null) : fail({ path: [], code: 'no_value' }),
  parse: (text: string): Result<null> =>
    text.trim() === '' ? ok(null) : fail({ path: [], code: 'no_value' }),
  format: () => '',
  column: () => 'text',
} as const satisfies Partial<FieldType>;
