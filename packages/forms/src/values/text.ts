import { fail, ok, type Result } from '@trellis/metadata';

/** Control characters that no text needs and that spreadsheets refuse; tab, line feed and return stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
/** PostgreSQL stores neither NUL nor half a surrogate pair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSTORABLE = /\u0000|\p{Surrogate}/u;
/** Printable ASCII, Han characters with their punctuation, full-width signs: nothing to clean, NFC as it stands. */
const PLAIN = /^[ -~\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Text of one or several lines as it is stored: NFC, trimmed, without control characters; empty is null. */
export function cleanText(input: unknown, lines: 'one' | 'many' = 'one'): Result<string | null> {
  if (input === null || input === undefined) return ok(null);
  if (typeof input !== 'string') return fail({ path: [], code: 'not_text' });
  if (PLAIN.test(input)) return ok(input.trim() || null);
  if (UNSTORABLE.test(input)) return fail({ path: [], code: 'invalid_character' });
  const plain = input.replace(CONTROLS, '').replace(/\r\n?/g, '\n');
  const text = (lines === 'one' ? plain.replace(/[\n\t\u2028\u2029]+/g, ' ') : plain).normalize('NFC').trim();
  return ok(text === '' ? null : text);
}

/** Full-width ASCII (digits, letters, signs) and the ideographic space as their half-width forms. */
export const halfWidth = (text: string): string =>
  FULL_WIDTH.test(text)
    ? text
        .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replace(/\u3000/g, ' ')
    : text;
const FULL_WIDTH = /[\u3000\uff01-\uff5e]/;

/** Two labels are the same to a person: width, case and outer space do not count. */
export const sameText = (text: string): string => halfWidth(text).normalize('NFKC').trim().toLowerCase();
