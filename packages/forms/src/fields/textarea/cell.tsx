import { plainOfMarkdown } from '../../values/markdown.ts';
import type { CellProps } from '../../widgets/facet.tsx';
import { LinkedText } from '../../widgets/linked-text.tsx';
import { MarkdownText } from '../../widgets/markdown-text.tsx';
import { FormattedCell } from '../../widgets/text-cell.tsx';
import type { TextareaConfig } from './model.ts';

/** Keeps line breaks where there is room for them; Markdown is drawn there, and is its bare text in a row. */
export function TextareaCell(props: CellProps<TextareaConfig>) {
  const text = String(props.value);
  const markdown = props.config.format === 'markdown';
  if (props.look === 'row' && markdown) {
    const plain = plainOfMarkdown(text);
    return (
      <span className="t-ellipsis" title={plain}>
        {plain}
      </span>
    );
  }
  if (props.look === 'row') return <FormattedCell {...props} />;
  if (markdown)
    return (
      <div className="f-markdown">
        <MarkdownText text={text} />
      </div>
    );
  return <span className="f-lines">{props.config.links ? <LinkedText text={text} /> : text}</span>;
}
