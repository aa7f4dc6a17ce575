const FOCUSABLE =
  'input:not([disabled]):not([type=hidden]):not([tabindex="-1"]), textarea:not([disabled]), button.f-stage[tabindex="0"]';

/** Moves the focus to the next input of the form; false when there is none. */
export function focusNext(form: HTMLElement, from: EventTarget): boolean {
  const inputs = [...form.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const next = inputs[inputs.indexOf(from as HTMLElement) + 1];
  next?.focus();
  return next !== undefined;
}

/** Brings a field into sight and puts the focus into it. */
export function focusField(form: HTMLElement, key: string): void {
  const field = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(key)}"]`);
  if (!field) return;
  const go = () => {
    field.scrollIntoView({ block: 'nearest' });
    field.querySelector<HTMLElement>(FOCUSABLE)?.focus({ preventScroll: true });
  };
  // Behind another tab or in a folded section it is not there yet: both open for it with the next picture.
  if (field.offsetParent === null) requestAnimationFrame(go);
  else go();
}
