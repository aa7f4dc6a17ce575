import { localText } from '@trellis/metadata';
import { useLocale } from '@trellis/ui/react';
import { MarkdownText } from '../widgets/markdown-text.tsx';
import type { PlacedNote } from './layout.ts';

/** A line between fields, or a text for whoever fills them in. */
export function Note({ node }: { node: PlacedNote['node'] }) {
  const { locale } = useLocale();
  if (node.kind === 'divider') {
    const label = node.label ? localText(node.label, locale) : '';
    return (
      <div className="f-divider" {...(label ? {} : { role: 'separator' })}>
        {label ? <span>{label}</span> : null}
      </div>
    );
  }
  return (
    <div className="f-description" data-tone={node.tone ?? 'plain'}>
      <MarkdownText text={localText(node.text, locale)} />
    </div>
  );
}
