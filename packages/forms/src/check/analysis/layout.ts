import type { LayoutNode, SectionNode } from '@trellis/metadata';
import type { CompiledForm } from '../../form/compile.ts';
import { fieldsIn } from '../../form/sections.ts';
import type { Finding } from './findings.ts';
import { verdictOf } from './solve.ts';

/** Sections and tabs that nobody gets to see, and fields without a place. */
export function layoutFindings(form: CompiledForm): readonly Finding[] {
  const { layout } = form.document.trellis;
  const placed = new Set(fieldsIn(layout));
  // Without any layout the form shows its fields in their order, as it should.
  const loose =
    layout.length === 0
      ? []
      : [...form.fields.keys()]
          .filter((key) => !placed.has(key))
          .map((key): Finding => ({ code: 'not_placed', level: 'hint', at: { kind: 'field', key } }));
  return [...sections(layout).flatMap((node) => sectionFindings(form, node)), ...loose];
}

const sections = (nodes: readonly LayoutNode[]): readonly SectionNode[] =>
  nodes.flatMap((node) => (node.kind === 'section' ? [node] : node.kind === 'tabs' ? node.children : []));

function sectionFindings(form: CompiledForm, { key, children }: SectionNode): readonly Finding[] {
  const at = { kind: 'section', key } as const;
  const condition = form.behaviour.sections.get(key);
  if (condition && verdictOf(condition.checked) === 'never')
    return [{ code: 'section_never_shown', level: 'problem', at }];
  if (children.length === 0) return [{ code: 'section_empty', level: 'hint', at }];
  const fields = fieldsIn(children);
  const isHidden = (field: string) => {
    const visible = form.behaviour.rules.get(field)?.visible;
    return visible !== undefined && verdictOf(visible.checked) === 'never';
  };
  return fields.length > 0 && fields.every(isHidden)
    ? [{ code: 'section_never_shown', level: 'problem', at }]
    : [];
}
