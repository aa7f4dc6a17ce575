import { Node } from '@tiptap/core';
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react';
import { useFileLinks } from '../../widgets/files/links.tsx';

/** An uploaded picture in the text, kept by the id of its file. */
export const Picture = Node.create({
  name: 'picture',
  group: 'block',
  atom: true,
  draggable: true,
  addAttributes: () => ({
    file: { default: null, parseHTML: (element) => element.getAttribute('data-file') },
    alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
  }),
  parseHTML: () => [{ tag: 'img[data-file]' }],
  renderHTML: ({ node }) => ['img', { 'data-file': node.attrs.file, alt: node.attrs.alt }],
  addNodeView: () => ReactNodeViewRenderer(PictureView),
});

function PictureView({ node, selected }: NodeViewProps) {
  const id = String(node.attrs.file);
  const link = useFileLinks([id]).get(id);
  return (
    <NodeViewWrapper className="f-rich-picture" data-selected={selected || undefined}>
      {link ? (
        <img src={link.url} alt={String(node.attrs.alt)} />
      ) : (
        <span className="f-help">{String(node.attrs.alt)}</span>
      )}
    </NodeViewWrapper>
  );
}
