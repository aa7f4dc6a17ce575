import type { Search } from '@trellis/views/model';

/** Reads a query string as plain texts; of a repeated name the last one counts. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

/** Writes parameters as a query string with its "?", or nothing when there are none. Absent values are left out. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== null) params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

/** Keeps what an address can say: texts. */
export const textsOnly = (search: Readonly<Record<string, unknown>>): Search =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );

/** Where a login leads: addresses of this product only, a foreign one must not be smuggled in by a link. */
export const ownAddress = (to: string | undefined): string => (to && /^\/(?![/\\])/.test(to) ? to : '/');
