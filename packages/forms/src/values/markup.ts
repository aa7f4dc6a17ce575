const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text as it stands in markup. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c);

/** Plain text as rich text: lines become paragraphs. */
export const htmlOfText = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.trim() === '' ? '<p></p>' : `<p>${escaped(line)}</p>`))
    .join('');

/** Files that the images of clean markup show, in order. */
export const picturesOf = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/<img data-file="([^"]+)"/g)].map(([, id = '']) => id)),
];
