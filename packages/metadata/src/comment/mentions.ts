const MENTION = /@\{([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}/g;

/** A piece of a comment: words, a member who is mentioned, or an address to open. */
export type CommentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly member: string }
  | { readonly kind: 'link'; readonly url: string };

/** How a comment's text mentions a member. */
export const mentionOf = (member: string): string => `@{${member}}`;

/** Ids of the members whom a comment mentions, each once. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(MENTION)].map(([, id = '']) => id)),
];

/** The text as people read it. */
export const spokenComment = (text: string, nameOf: (member: string) => string | undefined): string =>
  text.replaceAll(MENTION, (_, id: string) => `@${nameOf(id) ?? '?'}`);

/** Addresses end before the punctuation of the sentence around them, Chinese or not. */
const LINK = /https?:\/\/[^\s<>"'`，。；：！？、（）《》「」【】]+/gi;
const TRAILING = /[.,;:!?)\]}]+$/;

/** The pieces of a comment's text in their order. */
export function commentParts(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let at = 0;
  for (const found of text.matchAll(MENTION)) {
    parts.push(...withLinks(text.slice(at, found.index)), { kind: 'mention', member: found[1] ?? '' });
    at = found.index + found[0].length;
  }
  return [...parts, ...withLinks(text.slice(at))];
}

function withLinks(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let at = 0;
  for (const found of text.matchAll(LINK)) {
    const url = found[0].replace(TRAILING, '');
    if (!URL.canParse(url)) continue;
    if (found.index > at) parts.push({ kind: 'text', text: text.slice(at, found.index) });
    parts.push({ kind: 'link', url });
    at = found.index + url.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}
