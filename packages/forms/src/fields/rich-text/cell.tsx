import type { CellProps } from '../../widgets/facet.tsx';
import { HtmlView } from '../../widgets/files/html-view.tsx';
import type { RichText, RichTextConfig } from './model.ts';

/** Lists show the beginning of the text, a page all of it with its format. */
export function RichTextCell({ value, look }: CellProps<RichTextConfig>) {
  const { html, text } = value as RichText;
  if (look === 'page') return <HtmlView html={html} text={text} />;
  const line = text.slice(0, 300).replaceAll('\n', ' ');
  return (
    <span className="t-ellipsis" title={text.slice(0, 300)}>
      {line}
    </span>
  );
}
