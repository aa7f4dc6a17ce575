/** Names that somebody may have meant, the likeliest first: few letters differ, or one begins the other. */
export function similar(name: string, known: Iterable<string>): readonly string[] {
  const most = name.length > 5 ? 2 : 1;
  return [...known]
    .map((one) => ({ one, steps: one.startsWith(name) && name.length > 2 ? 0.5 : distance(name, one, most) }))
    .filter(({ steps }) => steps <= most)
    .sort((a, b) => a.steps - b.steps || a.one.length - b.one.length)
    .map(({ one }) => one);
}

/** Letters to insert, delete, change or swap with their neighbour; anything above `most` is too far. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
