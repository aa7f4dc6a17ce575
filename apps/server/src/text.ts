import { AppError } from '@trellis/metadata';

/** A name as it is stored, without the space around it. Errors: validation_failed at the field (required, invalid_character). */
export function nameOf(field: string, text: string): string {
  const name = text.trim();
  const code = name === '' ? 'required' : name.includes('\u0000') ? 'invalid_character' : undefined;
  if (code) throw new AppError('validation_failed', { issues: [{ path: [field], code }] });
  return name;
}

/** An e-mail address as accounts are looked up by it. Errors: as nameOf. */
export const emailOf = (text: string): string => nameOf('email', text).toLowerCase();
