import type { CompiledForm } from '@trellis/forms/model';
import type { LayoutNode, SectionNode } from '@trellis/metadata';

/** A form as it stands on paper: nothing is folded away, and what is behind tabs stands below each other. */
export function printedForm(form: CompiledForm): CompiledForm {
  const { document } = form;
  const layout = document.trellis.layout.flatMap(onPaper);
  return { ...form, document: { ...document, trellis: { ...document.trellis, layout } } };
}

function onPaper(node: LayoutNode): readonly LayoutNode[] {
  if (node.kind === 'tabs') return node.children.flatMap(onPaper);
  if (node.kind !== 'section') return [node];
  const { fold: _, ...open } = node;
  const section: SectionNode = { ...open, children: node.children.flatMap(onPaper) };
  return [section];
}
