import { fieldTypes } from '@trellis/forms/model';
import { ok, type Result } from '@trellis/metadata';

/** A member's phone number as fields for phone numbers hold it, so that it can be their default. */
export function readPhone(text: string | null): Result<string | null> {
  const type = fieldTypes.get('phone');
  const read = type.normalise(text, type.config.defaults());
  return read.ok ? ok(typeof read.value === 'string' ? read.value : null) : read;
}
