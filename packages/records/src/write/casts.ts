import type { CompiledField } from '@trellis/forms/model';

/** PostgreSQL type that a field's value is sent as. */
export const castOf = (field: CompiledField): string => field.type.column(field.config);
