import { escaped } from './markup.ts';
import { readMarkup } from './read-markup.ts';

/** Elements that rich text may have, with their attributes. Everything else is dropped, its text kept. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  p: [],
  br: [],
  strong: [],
  em: [],
  u: [],
  s: [],
  code: [],
  pre: [],
  blockquote: [],
  h1: [],
  h2: [],
  h3: [],
  ul: [],
  ol: ['start'],
  li: [],
  hr: [],
  a: ['href'],
  img: ['data-file', 'alt'],
};
const VOID = new Set(['br', 'hr', 'img']);
const BLOCKS = new Set(['p', 'pre', 'blockquote', 'h1', 'h2', 'h3', 'ul', 'ol', 'li', 'hr', 'br']);
const SAME_AS: Readonly<Record<string, string>> = {
  b: 'strong',
  i: 'em',
  strike: 's',
  del: 's',
  div: 'p',
  h4: 'h3',
};
/** What stands inside is no text of the author. */
const SILENT = new Set([
  'script',
  'style',
  'title',
  'textarea',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
]);
const MAX_DEPTH = 30;

export interface CleanHtml {
  /** Only what is allowed, always closed, always escaped. */
  readonly html: string;
  /** The text alone, blocks on lines of their own. */
  readonly text: string;
  /** Files that images show, in order. */
  readonly files: readonly string[];
}

/**
 * Rich text from anywhere as we keep it. The result is written anew from what the parser read (never cut out of the
 * input): a closed list of elements and attributes, links to web, mail and phone alone, images by the id of an
 * uploaded file alone. Cleaning what is clean changes nothing.
 */
export function cleanHtml(input: string): CleanHtml {
  let html = '';
  let text = '';
  const files: string[] = [];
  const open: string[] = [];
  let silent: string | undefined;
  let depth = 0;
  const line = () => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  // A text comes in pieces, and what is dropped between two pieces joins them.
  let pending = '';
  const flush = () => {
    // Lines that a preformatted text begins with are no part of it to browsers.
    const kept = html.endsWith('<pre>') ? plain(pending).replace(/^\n+/, '') : plain(pending);
    pending = '';
    // Space between blocks is layout of the source.
    if (kept.trim() === '' && !inText(open)) return;
    html += escaped(kept);
    text += kept;
  };
  const close = (tag: string) => {
    if (open.includes(tag)) flush();
    while (open.includes(tag)) {
      const last = open.pop();
      html += `</${last}>`;
      if (last !== undefined && BLOCKS.has(last)) line();
      if (last === tag) return;
    }
  };
  readMarkup(input, {
    onOpen(name, attributes) {
      if (silent !== undefined) {
        if (name === silent) depth++;
        return;
      }
      if (SILENT.has(name)) {
        silent = name;
        depth = 1;
        return;
      }
      const tag = nameOf(name);
      const kept = Object.hasOwn(ALLOWED, tag) ? ALLOWED[tag] : undefined;
      if (!kept || open.length >= MAX_DEPTH) return;
      // Paragraphs and headings hold no blocks: a browser would read the markup otherwise than we do.
      if (BLOCKS.has(tag) && tag !== 'br') {
        for (const outer of ['p', 'h1', 'h2', 'h3', 'pre']) close(outer);
        // Links and marks that a block ended would run on over its border, also those within their like.
        for (const inline of ['a', 'strong', 'em', 'u', 's', 'code'])
          while (open.includes(inline)) close(inline);
      }
      if (tag === 'li') {
        const list = open.findLast((one) => one === 'ul' || one === 'ol' || one === 'li');
        if (list === undefined) return;
        if (list === 'li') close('li');
      }
      if (tag === 'a') close('a');
      const written = kept.flatMap((key) => {
        const value = allowedValue(key, attributes[key] ?? '');
        return value === undefined ? [] : [` ${key}="${escaped(value)}"`];
      });
      if (tag === 'a' && written.length === 0) return;
      if (tag === 'img') {
        const id = allowedValue('data-file', attributes['data-file'] ?? '');
        if (id === undefined) return;
        files.push(id);
      }
      flush();
      html += `<${tag}${written.join('')}>`;
      if (tag === 'br') text += '\n';
      else if (BLOCKS.has(tag)) line();
      if (!VOID.has(tag)) open.push(tag);
    },
    onText(data) {
      if (silent === undefined) pending += data;
    },
    onClose(name) {
      if (silent !== undefined) {
        if (name === silent && --depth === 0) silent = undefined;
        return;
      }
      const tag = nameOf(name);
      if (!VOID.has(tag)) close(tag);
    },
  });
  flush();
  while (open.length > 0) close(open.at(-1) ?? '');
  return { html, text: text.replace(/\n{3,}/g, '\n\n').trim(), files: [...new Set(files)] };
}

const nameOf = (tag: string): string => (Object.hasOwn(SAME_AS, tag) ? (SAME_AS[tag] ?? tag) : tag);

const inText = (open: readonly string[]): boolean =>
  open.some((tag) => !['ul', 'ol', 'blockquote', 'li'].includes(tag));

/** NUL and halves of characters can't be stored; other controls help nobody. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWANTED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/gu;
const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWANTED, '').normalize('NFC');

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function allowedValue(name: string, given: string): string | undefined {
  const value = plain(given).trim();
  if (value === '') return undefined;
  if (name === 'data-file') return ID.test(value.toLowerCase()) ? value.toLowerCase() : undefined;
  if (name === 'start') return /^\d{1,6}$/.test(value) ? String(Number(value)) : undefined;
  if (name !== 'href') return [...value].slice(0, 500).join('').trim();
  return isSafeLink(value) ? value : undefined;
}

/** Whole addresses of the web, mail and phone; nothing relative, nothing that runs. */
const isSafeLink = (href: string): boolean =>
  /^(https?:\/\/[^\s<>"'`\\]+|mailto:[^\s<>"'`\\]+|tel:[+\d\-() ]+)$/i.test(href) && href.length <= 2000;
