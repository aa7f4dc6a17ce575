import type { ReactNode } from 'react';
import { type Inline, parseMarkdown } from '../values/markdown.ts';

/** Texts of forms: paragraphs, lists, headings, emphasis and links; there is no HTML in them. */
export function Markdown({ text }: { readonly text: string }) {
  return parseMarkdown(text).map((block, index) => {
    const key = `${index} ${block.kind}`;
    if (block.kind === 'heading') return <h3 key={key}>{inline(block.inner)}</h3>;
    if (block.kind === 'list') {
      const items = block.items.map((item, place) => <li key={String(place)}>{inline(item)}</li>);
      return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
    return (
      <p key={key}>
        {block.lines.map((line, place) => (
          <span key={String(place)}>
            {place > 0 ? <br /> : null}
            {inline(line)}
          </span>
        ))}
      </p>
    );
  });
}

function piece(part: Inline, key: string): ReactNode {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'code') return <code key={key}>{part.text}</code>;
  if (part.kind !== 'link') {
    const Mark = part.kind;
    return <Mark key={key}>{inline(part.inner)}</Mark>;
  }
  return (
    <a key={key} href={part.href} target="_blank" rel="noopener noreferrer">
      {inline(part.inner)}
    </a>
  );
}

const inline = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, index) => piece(part, String(index)));
