import { AppError } from '@trellis/metadata';
import { readPhone } from '@trellis/records/server';

/** A name as it is stored, without the space around it. Errors: validation_failed at the field (required, invalid_character). */
export function nameOf(field: string, text: string): string {
  const name = text.trim();
  const code = name === '' ? 'required' : name.includes('\u0000') ? 'invalid_character' : undefined;
  if (code) throw new AppError('validation_failed', { issues: [{ path: [field], code }] });
  return name;
}

/** An e-mail address as accounts are looked up by it. Errors: as nameOf. */
export const emailOf = (text: string): string => nameOf('email', text).toLowerCase();

/** A phone number as fields for phone numbers hold it; null for none. Errors: validation_failed at phone (invalid_phone). */
export function phoneOf(text: string | null): string | null {
  const read = readPhone(text);
  if (read.ok) return read.value;
  throw new AppError('validation_failed', {
    issues: read.issues.map((issue) => ({ ...issue, path: ['phone', ...issue.path] })),
  });
}
