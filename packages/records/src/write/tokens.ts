import type { Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { searchFields } from '../search/fields.ts';
import { type SearchImage, type SearchText, searchImage } from '../storage/search-tokens.ts';

const NOTHING = { tokens: null, pinyin: null };

/** What quick search keeps of a record; nothing of a form that has nothing to search. */
export function searchOf(
  form: CatalogForm,
  values: Readonly<Record<string, Value>>,
): SearchImage | typeof NOTHING {
  const fields = searchFields(form);
  if (fields.length === 0) return NOTHING;
  const texts: SearchText[] = [];
  for (const { key, type } of fields) {
    const value = values[key] ?? null;
    const text = type.plain && value !== null ? type.plain(value) : value;
    if (typeof text !== 'string') continue;
    // Numbers are made by the writing statement, which knows no pinyin.
    texts.push({ field: key, text, title: key === form.titleField, named: !type.numbering });
  }
  return searchImage(texts);
}

/** Tokens as the writing statements get them: as a list the driver would quote each by itself. None holds a space. */
export const tokensText = ({ tokens }: SearchImage | typeof NOTHING): string | null =>
  tokens?.join(' ') ?? null;

/** The same as PostgreSQL writes a list, for COPY: none of them needs quotes. */
export const tokensList = ({ tokens }: SearchImage | typeof NOTHING): string | null =>
  tokens ? `{${tokens.join(',')}}` : null;

/** The list of what `tokensText` gave. */
export const tokensOf = (param: number): string => `string_to_array($${param}::text, ' ')`;

/** Whether a change of these fields changes what search keeps. */
export const touchesSearch = (form: CatalogForm, changed: ReadonlySet<string>): boolean =>
  searchFields(form).some(({ key }) => changed.has(key));
