import type { PlacedNote, PlacedSection } from '@trellis/forms/react';
import { DropTarget, useDragSource } from '@trellis/ui/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useDesign } from '../design.tsx';
import { nameOf } from '../layout.ts';
import { useT } from '../messages.ts';
import { moveNote, removeNote } from '../section-commands.ts';
import { commandOf } from './keys.ts';
import { FrameTools, Tool } from './tools.tsx';

/** A line or text on the canvas, under a frame that selects and moves it. */
export function NoteFrame(props: { node: PlacedNote['node']; section: PlacedSection; children: ReactNode }) {
  const { node } = props;
  const t = useT();
  const { selection, selectNote, run, openProperties } = useDesign();
  const id = `note:${nameOf(node)}`;
  const drag = useDragSource(id, 'field');
  const selected = selection.kind === 'note' && selection.key === node.key;
  const name = t(node.kind);
  const items = props.section.items.map((item) =>
    item.kind === 'note' ? nameOf(item.node) : item.field.key,
  );
  const at = items.indexOf(nameOf(node));
  const [previous, next] = [items[at - 1], items[at + 1]];
  const keys = (event: KeyboardEvent) => {
    const command = commandOf(event, {
      remove: removeNote(node),
      up: previous === undefined ? undefined : moveNote(node, { before: previous }),
      down: next === undefined ? undefined : moveNote(node, { after: next }),
    });
    if (!command) return;
    run(command);
    event.preventDefault();
  };
  return (
    <DropTarget
      id={id}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis="y"
      within={`inside:${props.section.key}`}
    >
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-frame t-dragging' : 'd-frame'}
        data-selected={selected || undefined}
      >
        <div inert className="d-real">
          {props.children}
        </div>
        <button
          {...drag.body}
          type="button"
          className="d-select"
          data-select={node.key}
          aria-label={t('selectPart', { part: name })}
          aria-pressed={selected}
          onClick={() => selectNote(node.key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        <FrameTools drag={drag} move={t('movePart', { part: name })} open={t('openPart', { part: name })}>
          <Tool icon="delete" label={t('removePart', { part: name })} onClick={() => run(removeNote(node))} />
        </FrameTools>
      </div>
    </DropTarget>
  );
}
