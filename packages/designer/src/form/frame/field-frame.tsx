import type { PlacedField, PlacedSection } from '@trellis/forms/react';
import { DropTarget, useDragSource, useLocale } from '@trellis/ui/react';
import { Badge } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { moveField } from '../commands.ts';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import { commandOf } from './keys.ts';
import { FrameTools, Tool } from './tools.tsx';

/** A field on the canvas: the real thing, out of reach, under a frame that selects and moves it. */
export function FieldFrame(props: {
  placed: PlacedField;
  section: PlacedSection;
  columns: number;
  /** Neighbours by reading order, for Alt with arrows. */
  previous: string | undefined;
  next: string | undefined;
  children: ReactNode;
}) {
  const { field, width } = props.placed;
  const { key } = field;
  const t = useT();
  const { text } = useLocale();
  const { document, selection, problems, run, selectField, duplicate, remove, openProperties } = useDesign();
  const drag = useDragSource(`field:${key}`, 'field');
  const selected = selection.kind === 'field' && selection.key === key;
  const label = text(field.meta.label);
  const isTitle = document.trellis.titleField === key;
  const count = problems.get(key) ?? 0;
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      if (isTitle) return;
      remove(key);
    } else if (event.key.toLowerCase() === 'd' && (event.ctrlKey || event.metaKey)) duplicate(key);
    else {
      const command = commandOf(event, {
        up: props.previous === undefined ? undefined : moveField(document, key, { before: props.previous }),
        down: props.next === undefined ? undefined : moveField(document, key, { after: props.next }),
      });
      if (!command) return;
      run(command);
    }
    event.preventDefault();
  };
  return (
    <DropTarget
      id={`field:${key}`}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis={props.columns > 1 && width < 12 ? 'x' : 'y'}
      within={`inside:${props.section.key}`}
    >
      <div
        ref={drag.ref}
        className={drag.dragging ? 'd-frame t-dragging' : 'd-frame'}
        data-selected={selected || undefined}
        data-problem={count > 0 || undefined}
      >
        <div inert className="d-real">
          {props.children}
        </div>
        <button
          {...drag.body}
          type="button"
          className="d-select"
          data-select={key}
          aria-label={t('selectField', { field: label, type: text(field.type.label) })}
          aria-pressed={selected}
          onClick={() => selectField(key)}
          onDoubleClick={openProperties}
          onKeyDown={keys}
        />
        {field.owned ? (
          <DropTarget id={`rows:${key}`} className="d-rows-drop" accepts={['field']} axis="onto">
            {t('dropColumn')}
          </DropTarget>
        ) : null}
        {count > 0 ? (
          <span className="d-problem">
            <Badge count={count} size="small" title={t('hasProblems', { count })} />
          </span>
        ) : null}
        <FrameTools
          drag={drag}
          move={t('moveField', { field: label })}
          open={t('openSettings', { field: label })}
        >
          <Tool icon="copy" label={t('duplicate', { field: label })} onClick={() => duplicate(key)} />
          <Tool
            icon="delete"
            label={isTitle ? t('titleStays') : t('remove', { field: label })}
            disabled={isTitle}
            onClick={() => remove(key)}
          />
        </FrameTools>
      </div>
    </DropTarget>
  );
}
