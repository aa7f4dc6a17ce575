import type { CompiledField, CompiledForm } from '@trellis/forms/model';
import { FieldWidget } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { Refs } from '@trellis/ui/react';
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useFieldLabel } from '../../data/labels.tsx';

/** Kinds of which picking one value is the whole edit. */
const PICKED = new Set(['option', 'ref', 'boolean', 'date']);

/**
 * Edits a value in its cell. Enter saves and goes down, Tab saves and goes to the side, leaving saves, Esc gives up; a
 * single pick saves by itself.
 */
export function CellEditor(props: {
  readonly form: CompiledForm;
  readonly field: CompiledField;
  readonly value: Value;
  readonly refs: Refs;
  /** What was typed to begin: it goes on in the input, in place of what stood there. */
  readonly typed?: string | undefined;
  readonly onCommit: (value: Value) => void;
  readonly onClose: () => void;
  /** Goes on to another cell: down or up by Enter, to the side by Tab. */
  readonly onStep: (step: { readonly row: number; readonly col: number }) => void;
}) {
  const { field } = props;
  const label = useFieldLabel(props.form);
  const id = useId();
  const [draft, setDraft] = useState(props.value);
  const latest = useRef(props.value);
  const done = useRef(false);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leaving.current), []);
  const root = useRef<HTMLDivElement>(null);
  const begin = useEffectEvent(() => {
    const input = root.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      'input:not([type=checkbox], [type=radio], [readonly]), textarea',
    );
    if (!input || props.typed === undefined) return;
    input.focus();
    enter(input, props.typed);
  });
  useEffect(() => begin(), []);

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
      if (finish(true)) props.onStep({ row: event.shiftKey ? -1 : 1, col: 0 });
    } else if (event.key === 'Tab') {
      event.preventDefault();
      if (finish(true)) props.onStep({ row: 0, col: event.shiftKey ? -1 : 1 });
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens to the input inside it
    <div
      ref={root}
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

/** Puts a text into an input as if it had been typed there: whatever widget it belongs to, it hears of it. */
function enter(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const kind = input instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
