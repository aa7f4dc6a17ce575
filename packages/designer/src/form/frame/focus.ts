/**
 * Lets keys go on from a part of the canvas, once it is drawn.
 * @param name the field, note, section or row of tabs
 * @param instead what may lose the focus to it, besides nothing at all; who writes elsewhere is left alone
 */
export function focusPart(name: string, instead: string): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement !== body && !activeElement?.closest(instead)) return;
    const key = CSS.escape(name);
    body.querySelector<HTMLElement>(`.d-canvas :is([data-name="${key}"], [data-select="${key}"])`)?.focus();
  });
}
