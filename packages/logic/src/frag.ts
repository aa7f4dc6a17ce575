import type { Frag } from './types.ts';

/** Trusted SQL text: code of ours or a quoted identifier, never anything a user typed. */
export const raw = (text: string): Frag => ({ text: [text], params: [] });

/** A parameter with the PostgreSQL type it is cast to. */
export const param = (value: unknown, cast: string): Frag => ({ text: ['', ''], params: [{ value, cast }] });

/** Tagged template over fragments: frag`${column} = ${param('x', 'text')}`. */
export function frag(strings: TemplateStringsArray, ...parts: readonly Frag[]): Frag {
  const text = [strings[0] ?? ''];
  const params = [];
  for (const [index, part] of parts.entries()) {
    text[text.length - 1] += part.text[0] ?? '';
    text.push(...part.text.slice(1));
    params.push(...part.params);
    text[text.length - 1] += strings[index + 1] ?? '';
  }
  return { text, params };
}

/** Fragments with a separator between them; nothing for an empty list. */
export function join(parts: readonly Frag[], separator: string): Frag {
  const text = [''];
  const params = [];
  for (const [index, part] of parts.entries()) {
    text[text.length - 1] += (index > 0 ? separator : '') + (part.text[0] ?? '');
    text.push(...part.text.slice(1));
    params.push(...part.params);
  }
  return { text, params };
}

/** Statement text with numbered, cast parameters (`$1::text`), counting from `firstParam`. */
export function toSql(fragment: Frag, firstParam = 1): { sql: string; params: unknown[] } {
  let sql = fragment.text[0] ?? '';
  for (const [index, { cast }] of fragment.params.entries()) {
    sql += `$${firstParam + index}::${cast}${fragment.text[index + 1] ?? ''}`;
  }
  return { sql, params: fragment.params.map(({ value }) => value) };
}
