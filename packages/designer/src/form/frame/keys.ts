import type { KeyboardEvent } from 'react';
import type { FormCommand } from '../commands.ts';
import { type FlatNode, nameOf } from '../layout.ts';

/**
 * Keys on a frame: Delete takes the part out, Alt with an arrow moves it past its neighbour.
 * @returns what the key does; undefined = nothing
 */
export function commandOf(
  event: KeyboardEvent,
  can: {
    readonly remove?: FormCommand;
    readonly up: FormCommand | undefined;
    readonly down: FormCommand | undefined;
  },
): FormCommand | undefined {
  if (event.key === 'Delete' || event.key === 'Backspace') return can.remove;
  if (event.altKey && event.key === 'ArrowUp') return can.up;
  return event.altKey && event.key === 'ArrowDown' ? can.down : undefined;
}

/** The name under which the layout knows the part at an index; undefined beyond its ends. */
export function anchorAt(nodes: readonly FlatNode[], index: number): string | undefined {
  const node = nodes[index];
  return node && (node.kind === 'section' || node.kind === 'tabs' ? node.key : nameOf(node));
}
