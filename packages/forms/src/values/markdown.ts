/** A piece of a line: text with emphasis, or a link. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly inner: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly inner: readonly Inline[] };

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'heading'; readonly inner: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

const ITEM = /^\s*(?:([-*+])|(\d{1,3})[.)、])\s+(.*)$/;
const HEADING = /^#{1,4}\s+(.*)$/;
const SPAN =
  /\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*\s](?:[^*]*[^*\s])?)\*|`(?<code>[^`]+)`|\[(?<label>[^\]]+)\]\((?<href>(?:https?:\/\/|mailto:|tel:)[^\s)]+)\)|(?<bare>https?:\/\/[^\s<>"'）)，。；]+)/g;

/**
 * The subset of Markdown that texts of forms are written in: paragraphs, headings, lists, **strong**, *emphasised*,
 * `code` and links to the web, mail and telephones. Anything else stays as it is typed: there is no HTML in it.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: (readonly Inline[])[] = [];
  let list: { ordered: boolean; items: (readonly Inline[])[] } | undefined;
  const end = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', lines });
    if (list) blocks.push({ kind: 'list', ...list });
    lines = [];
    list = undefined;
  };
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const item = ITEM.exec(line);
    const heading = HEADING.exec(line);
    if (item) {
      const ordered = item[2] !== undefined;
      if (!list || list.ordered !== ordered) {
        end();
        list = { ordered, items: [] };
      }
      list.items.push(inline(item[3] ?? ''));
    } else if (heading) {
      end();
      blocks.push({ kind: 'heading', inner: inline(heading[1] ?? '') });
    } else if (line.trim() === '') end();
    else {
      if (list) end();
      lines.push(inline(line.trim()));
    }
  }
  end();
  return blocks;
}

function inline(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(SPAN)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    const { strong, em, code, label, href, bare } = match.groups ?? {};
    if (strong !== undefined) parts.push({ kind: 'strong', inner: inline(strong) });
    else if (em !== undefined) parts.push({ kind: 'em', inner: inline(em) });
    else if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (href !== undefined && label !== undefined)
      parts.push({ kind: 'link', href, inner: [{ kind: 'text', text: label }] });
    else if (bare !== undefined)
      parts.push({ kind: 'link', href: bare, inner: [{ kind: 'text', text: bare }] });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/** The bare text, for one line in a list. */
export const plainOfMarkdown = (text: string): string =>
  parseMarkdown(text)
    .flatMap((block) => {
      if (block.kind === 'heading') return [block.inner];
      return block.kind === 'list' ? block.items : block.lines;
    })
    .map(bare)
    .join(' ');

const bare = (parts: readonly Inline[]): string =>
  parts.map((part) => ('text' in part ? part.text : bare(part.inner))).join('');
