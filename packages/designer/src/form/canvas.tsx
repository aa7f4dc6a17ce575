import { defaults } from '@trellis/forms/model';
import { type FormDesign, FormView, useEnv } from '@trellis/forms/react';
import { DropTarget } from '@trellis/ui/react';
import { useEffect, useMemo, useRef } from 'react';
import { useDesign } from './design.tsx';
import { FieldFrame } from './frame/field-frame.tsx';
import { NoteFrame } from './frame/note-frame.tsx';
import { SectionFrame } from './frame/section-frame.tsx';
import { TabsFrame } from './frame/tabs-frame.tsx';
import { sectionOf, spread, tabsAround } from './layout.ts';
import { ManyBar } from './many/bar.tsx';
import { useT } from './messages.ts';
import { useChoiceKeys } from './shortcuts.tsx';

/** The form as people will fill it in, with frames around its parts. */
export function Canvas() {
  const t = useT();
  const env = useEnv();
  const { form, document, selectForm, selection } = useDesign();
  useChoiceKeys();
  const root = useRef<HTMLElement>(null);
  const selected = selection.kind === 'form' || selection.kind === 'many' ? undefined : selection.key;
  // What was just added or named by a problem may stand out of sight.
  useEffect(() => {
    if (selected === undefined) return;
    root.current?.querySelector(`[data-select="${selected}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const values = useMemo(() => defaults(form, env()), [form, env]);
  // What is chosen behind a tab brings its tab to the front.
  const nodes = spread(document);
  const inside =
    selection.kind === 'field'
      ? sectionOf(nodes, selection.key)?.key
      : selection.kind === 'note'
        ? sectionOf(nodes, `#${selection.key}`)?.key
        : selection.kind === 'section'
          ? selection.key
          : undefined;
  const front = inside !== undefined && tabsAround(nodes, inside) ? inside : undefined;
  const design = useMemo((): FormDesign => {
    return {
      field: (placed, section, columns, drawn) => (
        <FieldFrame placed={placed} section={section} columns={columns}>
          {drawn}
        </FieldFrame>
      ),
      section: (section, drawn) => <SectionFrame section={section}>{drawn}</SectionFrame>,
      note: ({ node }, section, drawn) => (
        <NoteFrame node={node} section={section}>
          {drawn}
        </NoteFrame>
      ),
      tabs: (sections, drawn) => <TabsFrame tabsKey={sections[0]?.tabs?.key ?? ''}>{drawn}</TabsFrame>,
      ...(front === undefined ? {} : { front }),
    };
  }, [front]);
  return (
    <main
      ref={root}
      className="d-canvas"
      data-pane="canvas"
      data-many={selection.kind === 'many' || undefined}
      aria-label={t('canvas')}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the title of the designer selects the form by keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the paper selects the form */}
      <div
        className="d-canvas-scroll"
        onClick={({ target, currentTarget }) => {
          if (target === currentTarget) selectForm();
        }}
      >
        <DropTarget id="inside:canvas" accepts={['field', 'section']} axis="inside" className="d-paper">
          <FormView form={form} values={values} design={design} />
        </DropTarget>
      </div>
      {selection.kind === 'many' ? <ManyBar /> : null}
    </main>
  );
}
