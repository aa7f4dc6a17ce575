import type { KeyboardEvent, MouseEvent } from 'react';
import { useDesign } from '../design.tsx';
import { moveItems } from '../many/commands.ts';
import { namesOf } from '../selection.ts';

const STEPS: Readonly<Record<string, 1 | -1>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** The frame of a field or note that a key leads to from another; those behind other tabs are not to be seen. */
function ledTo(frame: HTMLElement, key: string): HTMLElement | undefined {
  const frames = [
    ...(frame.closest('.d-canvas')?.querySelectorAll<HTMLElement>('.d-select[data-name]') ?? []),
  ].filter((one) => one.offsetParent !== null);
  if (key === 'Home') return frames[0];
  if (key === 'End') return frames.at(-1);
  const step = STEPS[key];
  return step && frames[frames.indexOf(frame) + step];
}

/**
 * What mouse and keys do on the frame of a field or note. With several chosen they mean all of them: Delete, Ctrl/⌘-D,
 * Alt with arrows. Arrows walk on, Home and End to the first and the last; with Shift they choose what they pass.
 */
export function useItemKeys(name: string) {
  const { document, chosen, selection, run, pick, duplicate, remove } = useDesign();
  // Pasting several leaves the focus where it was; what the bar says is chosen is meant all the same.
  const meant = chosen.length > 1 || chosen.includes(name) ? chosen : [name];
  const moveBy = (step: 1 | -1) => {
    const order = namesOf(document);
    const places = meant.map((one) => order.indexOf(one));
    const beside = order[step < 0 ? Math.min(...places) - 1 : Math.max(...places) + 1];
    if (beside !== undefined)
      run(moveItems(document, meant, step < 0 ? { before: beside } : { after: beside }));
  };
  return {
    selected: chosen.includes(name),
    onClick(event: MouseEvent) {
      if (event.shiftKey) pick(name, 'range');
      else
        pick(name, event.ctrlKey || event.metaKey || isTouched(event, selection.kind) ? 'toggle' : 'alone');
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const walks = event.key in STEPS || event.key === 'Home' || event.key === 'End';
      const held = event.ctrlKey || event.metaKey;
      if (event.key === 'Delete' || event.key === 'Backspace') remove(meant);
      else if (held && event.key.toLowerCase() === 'd') duplicate(meant);
      else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown'))
        moveBy(event.key === 'ArrowUp' ? -1 : 1);
      else if (walks && !held && !event.altKey) {
        const next = ledTo(event.currentTarget, event.key);
        next?.focus();
        if (event.shiftKey && next?.dataset.name !== undefined) pick(next.dataset.name, 'range');
      } else return;
      event.preventDefault();
    },
  };
}

/** Once several are chosen with a finger, a tap is one more or less: a finger holds no keys. */
const isTouched = ({ nativeEvent }: MouseEvent, kind: string): boolean =>
  kind === 'many' && nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
