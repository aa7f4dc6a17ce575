import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { FieldWidget } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { Refs } from '@trellis/ui/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useFieldLabel } from '../../data/labels.tsx';

/** Kinds of which picking one value is the whole edit. */
const PICKED = new Set(['option', 'ref', 'boolean', 'date']);

/**
 * Edits a value in its cell. Enter and leaving save, Esc gives up, Tab saves and goes on; a single pick saves by
 * itself.
 */
export function CellEditor(props: {
  readonly form: CompiledForm;
  readonly field: CompiledField;
  readonly value: Value;
  readonly refs: Refs;
  readonly onCommit: (value: Value) => void;
  readonly onClose: () => void;
  readonly onTab: (step: 1 | -1) => void;
}) {
  const { field } = props;
  const label = useFieldLabel(props.form);
  const id = useId();
  const [draft, setDraft] = useState(props.value);
  const latest = useRef(props.value);
  const done = useRef(false);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);

  const finish = (save: boolean) => {
    if (done.current) return false;
    done.current = true;
    if (save) props.onCommit(latest.current);
    return true;
  };
  const change = (value: Value) => {
    latest.current = value;
    setDraft(value);
    if (PICKED.has(field.kind) && !field.many && finish(true)) props.onClose();
  };
  const keys = (event: KeyboardEvent) => {
    // Enter that ends a composition belongs to the input method.
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    const menuOpen = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape') {
      if (finish(false)) props.onClose();
    } else if (event.key === 'Enter' && !menuOpen) {
      event.preventDefault();
      if (finish(true)) props.onClose();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      if (finish(true)) props.onTab(event.shiftKey ? -1 : 1);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the input inside it
    <div
      className="v-cell-editor"
      onKeyDown={keys}
      // Menus of inputs stand elsewhere in the page but bubble to here: the focus may wander between both.
      onFocus={() => clearTimeout(leaving.current)}
      onBlur={() => {
        clearTimeout(leaving.current);
        leaving.current = setTimeout(() => {
          if (finish(true)) props.onClose();
        }, 120);
      }}
    >
      <FieldWidget
        id={id}
        field={field}
        value={draft}
        onChange={change}
        refs={props.refs}
        look="cell"
        label={label(field.key)}
        autoFocus
      />
    </div>
  );
}
