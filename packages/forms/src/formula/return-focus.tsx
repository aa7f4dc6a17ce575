import { useRef } from 'react';

/** Brings the keyboard back to the button that opened a dialog: the dialog is gone before it could do so itself. */
export function useReturnFocus() {
  const button = useRef<HTMLButtonElement>(null);
  return { button, back: () => requestAnimationFrame(() => button.current?.focus()) };
}
