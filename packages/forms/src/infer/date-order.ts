const YEAR_LAST = /^\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*\d{4}/;

/**
 * Order of the parts of dates such as 3/1/2017, told by a part above 12, which can only be a day; "mdy" where none is
 * there, as in most exports. Undefined where no such dates are among the texts: then the order says nothing.
 */
export function dateOrderOf(texts: Iterable<string>): 'mdy' | 'dmy' | undefined {
  let found = false;
  for (const text of texts) {
    const match = YEAR_LAST.exec(text);
    if (!match) continue;
    found = true;
    if (Number(match[2]) > 12) return 'mdy';
    if (Number(match[1]) > 12) return 'dmy';
  }
  return found ? 'mdy' : undefined;
}
