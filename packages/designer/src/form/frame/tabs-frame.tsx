import { DragItem, DropTarget } from '@trellis/ui/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDesign } from '../design.tsx';
import { spread, tabsOf } from '../layout.ts';
import { useT } from '../messages.ts';
import { moveSection, removeTabs } from '../section-commands.ts';
import { anchorAt, commandOf } from './keys.ts';
import { FrameTools, SelectButton, Tool } from './tools.tsx';

/** Tabs on the canvas: the real ones, so that one can look behind each, under a frame that selects and moves them. */
export function TabsFrame({ tabsKey, children }: { tabsKey: string; children: ReactNode }) {
  const t = useT();
  const { document, selection, selectTabs, run, openProperties } = useDesign();
  const nodes = spread(document);
  const tabs = tabsOf(nodes).get(tabsKey);
  const selected = selection.kind === 'tabs' && selection.key === tabsKey;
  const name = t('tabs');
  if (!tabs) return children;
  const at = nodes.indexOf(tabs);
  const [previous, next] = [anchorAt(nodes, at - 1), anchorAt(nodes, at + 1)];
  const keys = (event: KeyboardEvent) => {
    const command = commandOf(event, {
      remove: removeTabs(tabs),
      up: previous === undefined ? undefined : moveSection(tabs, { before: previous }),
      down: next === undefined ? undefined : moveSection(tabs, { after: next }),
    });
    if (!command) return;
    run(command);
    event.preventDefault();
  };
  return (
    <DropTarget id={`section:${tabsKey}`} accepts={['section']} axis="y" within="inside:canvas">
      <DragItem
        id={`section:${tabsKey}`}
        kind="section"
        className="d-section"
        data-selected={selected || undefined}
      >
        <SelectButton
          className="d-section-select"
          data-select={tabsKey}
          aria-label={t('selectPart', { part: name })}
          aria-pressed={selected}
          onClick={() => selectTabs(tabsKey)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        <FrameTools move={t('movePart', { part: name })} open={t('openPart', { part: name })}>
          <Tool icon="delete" label={t('dissolveTabs')} onClick={() => run(removeTabs(tabs))} />
        </FrameTools>
        {children}
      </DragItem>
    </DropTarget>
  );
}
