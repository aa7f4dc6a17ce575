/** A record inside a cached answer. */
interface Cached {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}
interface Page {
  readonly records: readonly Cached[];
}

const isPage = (data: unknown): data is Page =>
  typeof data === 'object' && data !== null && Array.isArray((data as { records?: unknown }).records);
const isPages = (data: unknown): data is { readonly pages: readonly Page[] } =>
  typeof data === 'object' && data !== null && Array.isArray((data as { pages?: unknown }).pages);

/**
 * Changes one record wherever it stands in a cached answer of any list (one page, or pages by cursor). Answers without
 * it, and answers of another shape (counts), come back as the same object.
 */
export function patchRecord<T>(data: T, id: string, change: (record: Cached) => Cached): T {
  if (isPages(data)) {
    const pages = data.pages.map((page) => patchPage(page, id, change));
    return pages.some((page, i) => page !== data.pages[i]) ? ({ ...data, pages } as T) : data;
  }
  return isPage(data) ? (patchPage(data, id, change) as T) : data;
}

function patchPage(page: Page, id: string, change: (record: Cached) => Cached): Page {
  const at = page.records.findIndex((record) => record.id === id);
  const found = page.records[at];
  return found ? { ...page, records: page.records.with(at, change(found)) } : page;
}

/** Takes a record out of a cached list; the same object when it was not there. */
export function withoutRecord<T>(data: T, id: string): T {
  if (!isPages(data) || !data.pages.some((p) => p.records.some((r) => r.id === id))) return data;
  const pages = data.pages.map((page) => ({ ...page, records: page.records.filter((r) => r.id !== id) }));
  return { ...data, pages } as T;
}

/** Puts a record at the head of a cached list. */
export function withRecord<T>(data: T, record: Cached): T {
  if (!isPages(data)) return data;
  const [first, ...rest] = data.pages;
  return first
    ? ({ ...data, pages: [{ ...first, records: [record, ...first.records] }, ...rest] } as T)
    : data;
}
