import { Fragment, type ReactNode } from 'react';
import { type Inline, parseMarkdown } from '../values/markdown.ts';

/** A text in the subset of Markdown that forms know, drawn: never as markup of its own. */
export function MarkdownText({ text }: { text: string }) {
  return parseMarkdown(text).map((block, index) => (
    <Fragment key={index}>
      {block.kind === 'heading' ? <h4>{drawn(block.inner)}</h4> : null}
      {block.kind === 'paragraph' ? <p>{inLines(block.lines)}</p> : null}
      {block.kind === 'list' ? <List {...block} /> : null}
    </Fragment>
  ));
}

function List({ ordered, items }: { ordered: boolean; items: readonly (readonly Inline[])[] }) {
  const rows = items.map((item, index) => <li key={index}>{drawn(item)}</li>);
  return ordered ? <ol>{rows}</ol> : <ul>{rows}</ul>;
}

const inLines = (lines: readonly (readonly Inline[])[]): ReactNode =>
  lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 ? <br /> : null}
      {drawn(line)}
    </Fragment>
  ));

const drawn = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, index) => <Piece key={index} part={part} />);

function Piece({ part }: { part: Inline }): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return <strong>{drawn(part.inner)}</strong>;
    case 'em':
      return <em>{drawn(part.inner)}</em>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {drawn(part.inner)}
        </a>
      );
  }
}
