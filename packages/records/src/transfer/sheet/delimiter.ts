const CANDIDATES = [',', ';', '\t'] as const;
const RECORDS = 20;

/** The character that parts the columns: the one that cuts the first records of a sample into equally many. */
export function detectDelimiter(sample: string): string {
  let best: { delimiter: string; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const counts = countPerRecord(sample, delimiter);
    const first = counts[0] ?? 0;
    if (first === 0) continue;
    const alike = counts.filter((count) => count === first).length;
    // Agreement counts most; among the equal, the one that finds more columns.
    const score = (alike / counts.length) * 1_000 + Math.min(first, 200);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** How often a character stands outside quotes in each of the first records. */
function countPerRecord(sample: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let empty = true;
  for (const char of sample) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === '\n' || char === '\r')) {
      if (!empty) counts.push(count);
      if (counts.length === RECORDS) return counts;
      count = 0;
      empty = true;
      continue;
    }
    empty = false;
    if (!quoted && char === delimiter) count++;
  }
  // A sample that was cut off ends in half a record; a short file in a whole one.
  if (!empty && counts.length < 2) counts.push(count);
  return counts;
}
