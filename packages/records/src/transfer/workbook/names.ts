/** Characters of a sheet's name. */
const LONGEST = 31;

/** Names that a workbook can have for its sheets: none twice, none with what is forbidden there. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    // "History" is Excel's own.
    const plain = name.replaceAll(/[\\/?*[\]:\p{Cc}]/gu, ' ').replaceAll(/^[\s']+|[\s']+$/g, '');
    const base = plain === '' || plain.toLowerCase() === 'history' ? `Sheet ${plain}`.trim() : plain;
    for (let count = 1; ; count++) {
      const end = count === 1 ? '' : ` ${count}`;
      const free = cut(base, LONGEST - end.length) + end;
      if (taken.has(free.toLowerCase())) continue;
      taken.add(free.toLowerCase());
      return free;
    }
  });
}

/** So much of a text that no character is halved. */
function cut(text: string, length: number): string {
  let kept = '';
  for (const char of text) {
    if (kept.length + char.length > length) break;
    kept += char;
  }
  return kept.trimEnd();
}
