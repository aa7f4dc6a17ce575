/** A stretch of a text: plain, or an address to be opened. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’（）()，。；、！？]+|www\.[^\s<>"'“”‘’（）()，。；、！？]+/gi;

/** Web addresses inside a text; sentence marks behind one are not part of it. */
export function linkParts(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?]+$/, '');
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: address, href: /^www/i.test(address) ? `https://${address}` : address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
