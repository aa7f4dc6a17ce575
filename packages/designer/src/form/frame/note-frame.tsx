import type { PlacedNote, PlacedSection } from '@trellis/forms/react';
import { DragItem, DropTarget } from '@trellis/ui/react';
import type { ReactNode } from 'react';
import { useDesign } from '../design.tsx';
import { nameOf } from '../layout.ts';
import { useT } from '../messages.ts';
import { useItemKeys } from './item-keys.tsx';
import { FrameTools, SelectButton, Tool } from './tools.tsx';

/** A line or text on the canvas, under a frame that selects and moves it. */
export function NoteFrame(props: { node: PlacedNote['node']; section: PlacedSection; children: ReactNode }) {
  const { node } = props;
  const t = useT();
  const { remove, openProperties } = useDesign();
  const id = `note:${nameOf(node)}`;
  const { selected, ...keys } = useItemKeys(nameOf(node));
  const name = t(node.kind);
  return (
    <DropTarget
      id={id}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis="y"
      within={`inside:${props.section.key}`}
    >
      <DragItem id={id} kind="field" className="d-frame" data-selected={selected || undefined}>
        <div inert className="d-real">
          {props.children}
        </div>
        <SelectButton
          {...keys}
          data-select={node.key}
          data-name={nameOf(node)}
          aria-label={t('selectPart', { part: name })}
          aria-pressed={selected}
          onDoubleClick={openProperties}
        />
        <FrameTools move={t('movePart', { part: name })} open={t('openPart', { part: name })}>
          <Tool
            icon="delete"
            label={t('removePart', { part: name })}
            onClick={() => remove([nameOf(node)])}
          />
        </FrameTools>
      </DragItem>
    </DropTarget>
  );
}
