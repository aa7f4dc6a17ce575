import type { PlacedSection } from '@trellis/forms/react';
import { DragItem, DropTarget, useLocale } from '@trellis/ui/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDesign } from '../design.tsx';
import { type FlatSection, sectionsOf, spread, tabsAround } from '../layout.ts';
import { useT } from '../messages.ts';
import { moveSection, removeSection } from '../section-commands.ts';
import { KeepTool } from '../templates/keep-tool.tsx';
import { anchorAt, commandOf } from './keys.ts';
import { FrameTools, SelectButton, Tool } from './tools.tsx';

/** A section on the canvas, or the fields between sections, which only take what is dropped. */
export function SectionFrame({ section, children }: { section: PlacedSection; children: ReactNode }) {
  const { document } = useDesign();
  const real = sectionsOf(spread(document)).get(section.key);
  const area = (
    <DropTarget id={`inside:${section.key}`} accepts={['field']} axis="inside" className="d-inside">
      {children}
      {section.items.length === 0 ? <EmptySection /> : null}
    </DropTarget>
  );
  return real ? <RealSection section={real}>{area}</RealSection> : area;
}

function EmptySection() {
  const t = useT();
  return <div className="d-empty-section">{t('canvasEmptySection')}</div>;
}

function RealSection({ section, children }: { section: FlatSection; children: ReactNode }) {
  const t = useT();
  const { text } = useLocale();
  const { document, selection, selectSection, run, openProperties } = useDesign();
  const selected = selection.kind === 'section' && selection.key === section.key;
  const label = section.label ? text(section.label) : t('untitled');
  const nodes = spread(document);
  const at = nodes.findIndex((node) => node.kind === 'section' && node.key === section.key);
  const behindTab = tabsAround(nodes, section.key) !== undefined;
  const [previous, next] = [anchorAt(nodes, at - 1), anchorAt(nodes, at + 1)];
  const keys = (event: KeyboardEvent) => {
    const command = commandOf(event, {
      remove: removeSection(section),
      up: behindTab || previous === undefined ? undefined : moveSection(section, { before: previous }),
      down: behindTab || next === undefined ? undefined : moveSection(section, { after: next }),
    });
    if (!command) return;
    run(command);
    event.preventDefault();
  };
  return (
    <DropTarget
      id={`section:${section.key}`}
      // A tab is moved with all its tabs, and among them in their properties.
      accepts={behindTab ? [] : ['section']}
      axis="y"
      within="inside:canvas"
    >
      <DragItem
        id={`section:${section.key}`}
        kind="section"
        className="d-section"
        data-selected={selected || undefined}
      >
        <SelectButton
          className="d-section-select"
          fixed={behindTab}
          data-select={section.key}
          aria-label={t('selectSection', { section: label })}
          aria-pressed={selected}
          onClick={() => selectSection(section.key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        >
          {section.label ? null : label}
        </SelectButton>
        <FrameTools
          fixed={behindTab}
          move={t('moveField', { field: label })}
          open={t('openSettings', { field: label })}
        >
          <KeepTool what={{ part: section.key }} />
          <Tool
            icon="delete"
            label={t('dissolve', { field: label })}
            onClick={() => run(removeSection(section))}
          />
        </FrameTools>
        {children}
      </DragItem>
    </DropTarget>
  );
}
