import { pinyin } from 'pinyin-pro';
import { KEY_PATTERN } from '../form/types.ts';

const MAX_KEY = 40;
const KEY = new RegExp(KEY_PATTERN);

/** Whether the text may be the key of a form, field, view …. */
export const isKey = (text: string): boolean => KEY.test(text);

/**
 * A readable key for something that a person named: "客户名称" → "ke_hu_ming_cheng", "Contact e-mail" → "contact_e_mail".
 * Words in pinyin, at most 40 characters cut between words, never one of `taken`.
 */
export function keyFromLabel(label: string, taken: Iterable<string> = []): string {
  const words = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const first = words[0];
  if (first === undefined) words.push('field');
  else if (!/^[a-z]/.test(first)) words.unshift('f');
  const used = new Set(taken);
  const base = cut(words, MAX_KEY);
  if (!used.has(base)) return base;
  for (let n = 2; ; n++) {
    const suffix = `_${n}`;
    const key = cut(words, MAX_KEY - suffix.length) + suffix;
    if (!used.has(key)) return key;
  }
}

/** As many whole words as fit; a first word that is too long is cut. */
function cut(words: readonly string[], length: number): string {
  const [first = '', ...rest] = words;
  let key = first.slice(0, length);
  for (const word of rest) {
    if (key.length + 1 + word.length > length) break;
    key += `_${word}`;
  }
  return key;
}
