import { type DragEvent, useState } from 'react';
import type { ListedPlace } from './place.ts';
import type { ListedView } from './views.ts';

/**
 * Putting views at other places by dragging their tabs, each among those of its kind of owner. Whoever has no mouse
 * finds the same in the menu.
 */
export function useTabDrag({ views, actions }: Pick<ListedPlace, 'views' | 'actions'>, admin: boolean) {
  const [drag, setDrag] = useState<{ readonly view: ListedView; readonly over?: string }>();
  const placeOf = ({ of, name }: ListedView) =>
    [...views.values()].filter((one) => one.of === of).findIndex((one) => one.name === name);

  return (view: ListedView) => {
    if (view.of === 'usual' || (view.of === 'all' && !admin)) return {};
    const carried = drag?.view.of === view.of && drag.view.name !== view.name ? drag.view : undefined;
    const behind = carried !== undefined && placeOf(carried) < placeOf(view);
    return {
      draggable: true,
      onDragStart(event: DragEvent) {
        event.dataTransfer.effectAllowed = 'move';
        setDrag({ view });
      },
      onDragOver(event: DragEvent) {
        if (!carried) return;
        event.preventDefault();
        if (drag?.over !== view.name) setDrag({ view: carried, over: view.name });
      },
      onDrop(event: DragEvent) {
        event.preventDefault();
        if (carried) void actions.move(view.of, placeOf(carried), placeOf(view));
        setDrag(undefined);
      },
      onDragEnd: () => setDrag(undefined),
      'data-drop': carried && drag?.over === view.name ? (behind ? 'after' : 'before') : undefined,
    };
  };
}
