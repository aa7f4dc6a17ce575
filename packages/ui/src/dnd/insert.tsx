import {
  type CollisionDetection,
  type DataRef,
  DndContext,
  type DragEndEvent,
  type DragMoveEvent,
  DragOverlay,
  type DroppableContainer,
  KeyboardCode,
  type KeyboardCoordinateGetter,
  type Modifier,
} from '@dnd-kit/core';
import { type ReactNode, useCallback, useId, useMemo, useState, useSyncExternalStore } from 'react';
import { DragContext } from './drag-parts.tsx';
import { dragStore, type Followed } from './drag-store.ts';
import './insert.css';
import { areaOf, type Drop, dropAt, nextPlace, placesOf, type Target, type TargetInfo } from './insertion.ts';
import { useDragSensors } from './setup.ts';
import { useDropAccessibility } from './spoken.ts';
import { StandIns } from './stand-ins.tsx';

const GHOST_OFFSET = 12;

/** Enter stays a click on what can be dragged; only space picks it up. */
const KEYS = {
  start: [KeyboardCode.Space],
  cancel: [KeyboardCode.Esc],
  end: [KeyboardCode.Space, KeyboardCode.Enter, KeyboardCode.Tab],
};

const infoOf = (data: DataRef) => (data.current as { info: Followed<TargetInfo> }).info.get();

/** The targets that take what is dragged, with the room they have. */
function targetsOf(
  kind: unknown,
  containers: Iterable<DroppableContainer>,
  rects: ReadonlyMap<string | number, { left: number; top: number; width: number; height: number }>,
): Target[] {
  return [...containers].flatMap(({ id, data, disabled }) => {
    const rect = rects.get(id);
    const info = infoOf(data);
    if (!rect || disabled || !info.accepts.includes(String(kind))) return [];
    const { left, top, width, height } = rect;
    return [{ ...info, id: String(id), box: { left, top, right: left + width, bottom: top + height } }];
  });
}

/**
 * The pointer decides; the keyboard has none, there the corner of what is dragged does. What the library takes to be under
 * it is only what scrolls at its edges, so that it is told anew at the border of the area, not at each place.
 */
const detect: CollisionDetection = (args) => {
  const targets = targetsOf(args.active.data.current?.kind, args.droppableContainers, args.droppableRects);
  const { left, top } = args.collisionRect;
  const point = args.pointerCoordinates ?? { x: left, y: top };
  const drop = dropAt(point, targets);
  return drop ? [{ id: areaOf(point, targets) ?? drop.target, data: { drop } }] : [];
};

const dropOf = ({ collisions }: DragMoveEvent | DragEndEvent): Drop | undefined =>
  collisions?.[0]?.data?.drop as Drop | undefined;

/** A finger that picked something up and let go of it there meant to hold it. */
const HELD_PX = 6;
const isHeld = ({ activatorEvent, delta }: DragEndEvent): boolean =>
  typeof TouchEvent !== 'undefined' &&
  activatorEvent instanceof TouchEvent &&
  Math.hypot(delta.x, delta.y) < HELD_PX;

/** The ghost hangs at the pointer, however large what it stands for. */
const atPointer: Modifier = ({ activatorEvent, draggingNodeRect, transform }) => {
  const at = activatorEvent && pointOf(activatorEvent);
  if (!at || !draggingNodeRect) return transform;
  return {
    ...transform,
    x: transform.x + at.x - draggingNodeRect.left + GHOST_OFFSET,
    y: transform.y + at.y - draggingNodeRect.top + GHOST_OFFSET,
  };
};
function pointOf(event: Event): { x: number; y: number } | undefined {
  if (event instanceof MouseEvent) return { x: event.clientX, y: event.clientY };
  const touch =
    typeof TouchEvent !== 'undefined' && event instanceof TouchEvent ? event.touches[0] : undefined;
  return touch && { x: touch.clientX, y: touch.clientY };
}

/**
 * Drags things to a place between others, by mouse, finger or keyboard: from a palette, or among themselves. Sources
 * (`useDragSource`) and targets (`DropTarget`) are anywhere inside; a line shows where the thing would stand.
 */
export function DndInsert({
  label,
  targetLabel = label,
  overlay,
  onDrop,
  onHold,
  children,
}: {
  /** Name of what is dragged, for screen readers. */
  label: (source: string) => string;
  /** Name of a target, where it is not that of a source. */
  targetLabel?: (target: string) => string;
  /** What follows the pointer. */
  overlay: (source: string) => ReactNode;
  onDrop: (source: string, drop: Drop) => void;
  /** A finger was held on something without moving it. */
  onHold?: (source: string) => void;
  children: ReactNode;
}) {
  const [store] = useState(dragStore);
  const hint = useId();
  const parts = useMemo(() => ({ store, hint }), [store, hint]);
  const dragged = useSyncExternalStore(store.dragged.subscribe, store.dragged.get);
  const show = (next: Drop | undefined) => {
    const here = store.drop.get();
    if (next?.target !== here?.target || next?.side !== here?.side) store.drop.set(next);
  };
  const steps = useCallback<KeyboardCoordinateGetter>(
    (event, { context }) => {
      const step = ['ArrowDown', 'ArrowRight'].includes(event.code)
        ? 1
        : ['ArrowUp', 'ArrowLeft'].includes(event.code)
          ? -1
          : undefined;
      if (!step || !context.active) return undefined;
      event.preventDefault();
      const targets = targetsOf(
        context.active.data.current?.kind,
        context.droppableContainers.getEnabled(),
        context.droppableRects,
      );
      const next = nextPlace(placesOf(targets), store.drop.get(), step, String(context.active.id));
      return next && { ...next.at };
    },
    [store],
  );
  const sensors = useDragSensors(steps, KEYS);
  const accessibility = useDropAccessibility(label, targetLabel, store.drop.get);
  const stop = () => {
    store.dragged.set(undefined);
    show(undefined);
  };
  const end = (event: DragEndEvent) => {
    const place = dropOf(event);
    stop();
    if (onHold && isHeld(event)) onHold(String(event.active.id));
    else if (place && place.target !== event.active.id) onDrop(String(event.active.id), place);
  };
  return (
    <>
      <DragContext value={parts}>{children}</DragContext>
      <DndContext
        id={hint}
        sensors={sensors}
        collisionDetection={detect}
        accessibility={accessibility}
        onDragStart={({ active }) => store.dragged.set(String(active.id))}
        onDragMove={(event) => show(dropOf(event))}
        onDragOver={(event) => show(dropOf(event))}
        onDragEnd={end}
        onDragCancel={stop}
      >
        <StandIns store={store} />
        <DragOverlay
          dropAnimation={null}
          modifiers={[atPointer]}
          style={{ width: 'max-content', height: 'auto' }}
          zIndex={1200}
        >
          {dragged === undefined ? null : (
            <div className="t-drag-ghost t-insert-ghost">{overlay(dragged)}</div>
          )}
        </DragOverlay>
      </DndContext>
    </>
  );
}
