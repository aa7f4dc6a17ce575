import type { PlacedField, PlacedSection } from '@trellis/forms/react';
import { DragItem, DropTarget, useLocale } from '@trellis/ui/react';
import { Badge } from 'antd';
import type { ReactNode } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import { KeepTool } from '../templates/keep-tool.tsx';
import { useItemKeys } from './item-keys.tsx';
import { FrameTools, SelectButton, Tool } from './tools.tsx';

/** A field on the canvas: the real thing, out of reach, under a frame that selects and moves it. */
export function FieldFrame(props: {
  placed: PlacedField;
  section: PlacedSection;
  columns: number;
  children: ReactNode;
}) {
  const { field, width } = props.placed;
  const { key } = field;
  const t = useT();
  const { text } = useLocale();
  const { document, problems, duplicate, remove, openProperties } = useDesign();
  const { selected, ...keys } = useItemKeys(key);
  const label = text(field.meta.label);
  const isTitle = document.trellis.titleField === key;
  const count = problems.get(key) ?? 0;
  return (
    <DropTarget
      id={`field:${key}`}
      className="d-place"
      accepts={props.section.key.startsWith('loose_') ? ['field', 'section'] : ['field']}
      axis={props.columns > 1 && width < 12 ? 'x' : 'y'}
      within={`inside:${props.section.key}`}
    >
      <DragItem
        id={`field:${key}`}
        kind="field"
        className="d-frame"
        data-selected={selected || undefined}
        data-problem={count > 0 || undefined}
      >
        <div inert className="d-real">
          {props.children}
        </div>
        <SelectButton
          {...keys}
          data-select={key}
          data-name={key}
          aria-label={t('selectField', { field: label, type: text(field.type.label) })}
          aria-pressed={selected}
          onDoubleClick={openProperties}
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
        <FrameTools move={t('moveField', { field: label })} open={t('openSettings', { field: label })}>
          <KeepTool what={{ names: [key] }} />
          <Tool icon="copy" label={t('duplicate', { field: label })} onClick={() => duplicate([key])} />
          <Tool
            icon="delete"
            label={isTitle ? t('titleStays') : t('remove', { field: label })}
            disabled={isTitle}
            onClick={() => remove([key])}
          />
        </FrameTools>
      </DragItem>
    </DropTarget>
  );
}
