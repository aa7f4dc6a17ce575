import type { CompiledField } from '@trellis/forms/model';
import type { Value } from '@trellis/logic';

/** PostgreSQL type that a field's value is sent as. */
export const castOf = (field: CompiledField): string => field.type.column(field.config);

/** A value as the driver must be given it: JSON as text, since lists would go as arrays of PostgreSQL. */
export function bound(field: CompiledField | undefined, value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  return field && castOf(field) === 'jsonb' ? JSON.stringify(value) : value;
}
