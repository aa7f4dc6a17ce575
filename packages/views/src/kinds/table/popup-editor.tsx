import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { FieldWidget } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { Refs } from '@trellis/ui/react';
import { Button, Popover } from 'antd';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useFieldLabel } from '../../data/labels.tsx';
import { useGridT } from './messages.ts';

/**
 * Edits a value that needs more room than its cell, in a window beside it. Ctrl-Enter and a click elsewhere save, so
 * that nothing typed is lost; Esc gives up.
 */
export function PopupEditor(props: {
  readonly form: CompiledForm;
  readonly field: CompiledField;
  readonly value: Value;
  readonly refs: Refs;
  readonly typed?: string | undefined;
  readonly onCommit: (value: Value) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { field } = props;
  const t = useGridT();
  const label = useFieldLabel(props.form);
  const id = useId();
  // Only a text can go on from what was typed; other inputs open as they are.
  const [draft, setDraft] = useState<Value>(
    props.typed !== undefined && field.kind === 'text' ? props.typed : props.value,
  );
  const save = () => {
    props.onCommit(draft);
    props.onClose();
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') props.onClose();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  const content = (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the inputs inside it
    <div className="v-popup-editor" onKeyDown={keys}>
      <FieldWidget
        id={id}
        field={field}
        value={draft}
        onChange={setDraft}
        refs={props.refs}
        label={label(field.key)}
        autoFocus
      />
      <div className="v-popup-actions">
        <Button size="small" onClick={props.onClose}>
          {t('popupCancel')}
        </Button>
        <Button size="small" type="primary" onClick={save}>
          {t('popupSave')}
        </Button>
      </div>
    </div>
  );
  return (
    <Popover
      open
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      title={label(field.key)}
      content={content}
      onOpenChange={(open) => {
        if (!open) save();
      }}
    >
      {props.children}
    </Popover>
  );
}
