import type { Value } from '@trellis/logic';
import type { CatalogForm } from '../contract.ts';
import { searchFields } from '../query/search.ts';
import { searchTokens } from '../storage/search-tokens.ts';

/** Tokens of quick search of a record; null for a form that has nothing to search. */
export function tokensOf(form: CatalogForm, values: Readonly<Record<string, Value>>): string[] | null {
  const fields = searchFields(form);
  if (fields.length === 0) return null;
  const texts: string[] = [];
  for (const { key, type } of fields) {
    const value = values[key] ?? null;
    if (type.plain && value !== null) texts.push(type.plain(value));
    else if (typeof value === 'string') texts.push(value);
  }
  return searchTokens(texts);
}

/** Whether a change of these fields changes the tokens. */
export const touchesSearch = (form: CatalogForm, changed: ReadonlySet<string>): boolean =>
  searchFields(form).some(({ key }) => changed.has(key));
