import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  pointerWithin,
  rectIntersection,
  useDraggable,
  useDroppable,
} from '@dnd-kit/core';
import { type CSSProperties, type ReactNode, useCallback, useState } from 'react';
import { useDragAccessibility, useDragSensors } from './setup.ts';

/** Lanes and cards have ids of different kinds; a prefix keeps them apart. */
const laneId = (id: string) => `lane:${id}`;
const cardId = (id: string) => `card:${id}`;
const bare = (id: string | number) => String(id).replace(/^(lane|card):/, '');

/** Left and right arrows go to the middle of the next lane; the list inside a lane is sorted by the view, not by hand. */
const nextLane: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0;
  if (!step || !context.collisionRect) return undefined;
  event.preventDefault();
  const lanes = [...context.droppableRects.values()].sort((a, b) => a.left - b.left);
  const middle = context.collisionRect.left + context.collisionRect.width / 2;
  const here = lanes.findIndex((lane) => middle >= lane.left && middle <= lane.right);
  const target = lanes[here + step];
  return target ? { x: target.left + 8, y: currentCoordinates.y } : undefined;
};

/** Drag cards between lanes by mouse, finger or keyboard. Lanes are DndLane, cards DndCard, both anywhere inside. */
export function DndBoard({
  laneLabel,
  cardLabel,
  overlay,
  onMove,
  children,
}: {
  laneLabel: (lane: string) => string;
  cardLabel: (card: string) => string;
  /** What follows the pointer. */
  overlay: (card: string) => ReactNode;
  /** A card was dropped on another lane than its own. */
  onMove: (move: { card: string; from: string; to: string }) => void;
  children: ReactNode;
}) {
  const [dragged, setDragged] = useState<string>();
  const sensors = useDragSensors(nextLane);
  const label = useCallback(
    (id: string | number) => (String(id).startsWith('lane:') ? laneLabel(bare(id)) : cardLabel(bare(id))),
    [laneLabel, cardLabel],
  );
  const accessibility = useDragAccessibility(label);
  const start = ({ active }: DragStartEvent) => setDragged(bare(active.id));
  const end = ({ active, over }: DragEndEvent) => {
    setDragged(undefined);
    const from = active.data.current?.lane as string | undefined;
    if (!over || from === undefined || bare(over.id) === from) return;
    onMove({ card: bare(active.id), from, to: bare(over.id) });
  };
  return (
    <DndContext
      sensors={sensors}
      // The pointer decides; the keyboard has none, so there the rectangles do.
      collisionDetection={(args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args))}
      accessibility={accessibility}
      onDragStart={start}
      onDragEnd={end}
      onDragCancel={() => setDragged(undefined)}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged === undefined ? null : <div className="t-drag-ghost">{overlay(dragged)}</div>}
      </DragOverlay>
    </DndContext>
  );
}

/** A lane. `children` learns whether a card of another lane hovers over it. */
export function DndLane({
  id,
  className,
  style,
  disabled = false,
  children,
}: {
  id: string;
  className?: string;
  style?: CSSProperties;
  /** Takes no cards. */
  disabled?: boolean;
  children: (state: { isOver: boolean }) => ReactNode;
}) {
  const { setNodeRef, isOver, active } = useDroppable({ id: laneId(id), disabled });
  const foreign = isOver && active?.data.current?.lane !== id;
  return (
    <div ref={setNodeRef} className={className} style={style} data-over={foreign || undefined}>
      {children({ isOver: foreign })}
    </div>
  );
}

/** A card in a lane; the whole card is the handle. */
export function DndCard({
  id,
  lane,
  className,
  disabled = false,
  children,
}: {
  id: string;
  lane: string;
  className?: string;
  disabled?: boolean;
  children: ReactNode;
}) {
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: cardId(id),
    data: { lane },
    disabled,
    // A card holds links, which a button may not.
    attributes: { role: 'group' },
  });
  const classes = [className, isDragging ? 't-dragging' : ''].filter(Boolean).join(' ');
  return (
    <div
      ref={setNodeRef}
      className={classes}
      style={{ touchAction: 'manipulation' }}
      {...attributes}
      {...listeners}
    >
      {children}
    </div>
  );
}
