import { useMediaQuery } from '@trellis/ui/react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { useGridT } from './messages.ts';

/** Gives the keyboard to the cells. */
export interface Catcher {
  focus(): void;
}

/**
 * Where keys go while no cell is edited: an input that nobody sees, because only an input gives people their input
 * method, their clipboard and, on the first character, a text that goes on in the cell. It names the active cell to
 * screen readers.
 */
export function KeyCatcher(props: {
  readonly ref: Ref<Catcher>;
  readonly grid: string;
  readonly active: string;
  /** Where the active cell stands, for the window of the input method. */
  readonly place: () => { readonly left: number; readonly top: number } | undefined;
  readonly onKeys: (event: KeyboardEvent) => void;
  readonly onTyped: (text: string) => void;
  readonly onCopy: (event: ClipboardEvent, cut: boolean) => void;
  readonly onPaste: (text: string) => void;
  readonly onFocus: (focused: boolean) => void;
}) {
  const t = useGridT();
  const input = useRef<HTMLTextAreaElement>(null);
  const [composing, setComposing] = useState(false);
  const touch = useMediaQuery('(pointer: coarse)');
  useImperativeHandle(props.ref, () => ({ focus: () => input.current?.focus({ preventScroll: true }) }), []);
  const typed = () => {
    const element = input.current;
    if (!element || element.value === '') return;
    const text = element.value;
    element.value = '';
    props.onTyped(text);
  };
  return (
    <textarea
      ref={input}
      className="v-catcher"
      rows={1}
      aria-label={t('cells')}
      aria-controls={props.grid}
      aria-activedescendant={props.active}
      autoComplete="off"
      spellCheck={false}
      // Cells are chosen by finger without a keyboard rising each time.
      inputMode={touch ? 'none' : undefined}
      data-composing={composing || undefined}
      onFocus={() => props.onFocus(true)}
      onBlur={() => {
        setComposing(false);
        props.onFocus(false);
      }}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing && event.keyCode !== 229) props.onKeys(event);
      }}
      onCompositionStart={() => {
        const at = props.place();
        if (at && input.current)
          Object.assign(input.current.style, { left: `${at.left}px`, top: `${at.top}px` });
        setComposing(true);
      }}
      onCompositionEnd={() => {
        setComposing(false);
        typed();
      }}
      onInput={(event) => {
        if (!(event.nativeEvent as InputEvent).isComposing) typed();
      }}
      // The key that asks for a menu has opened ours.
      onContextMenu={(event) => event.preventDefault()}
      onCopy={(event) => props.onCopy(event, false)}
      onCut={(event) => props.onCopy(event, true)}
      onPaste={(event) => {
        event.preventDefault();
        props.onPaste(event.clipboardData.getData('text/plain'));
      }}
    />
  );
}
