import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  pointerWithin,
  useDraggable,
  useDroppable,
} from '@dnd-kit/core';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { useDragAccessibility, useDragSensors } from './setup.ts';

/** Lanes and cards have ids of different kinds; a prefix keeps them apart. */
const laneId = (id: string) => `lane:${id}`;
const cardId = (id: string) => `card:${id}`;
const bare = (id: string | number) => String(id).replace(/^(lane|card):/, '');

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

const middle = ({ left, top, width, height }: Box) => ({ x: left + width / 2, y: top + height / 2 });

/** Arrows go to the next lane in their direction; the list inside a lane is sorted by the view, not by hand. */
const nextLane: KeyboardCoordinateGetter = (event, { context, currentCoordinates }) => {
  const [x, y] =
    event.code === 'ArrowRight'
      ? [1, 0]
      : event.code === 'ArrowLeft'
        ? [-1, 0]
        : event.code === 'ArrowDown'
          ? [0, 1]
          : event.code === 'ArrowUp'
            ? [0, -1]
            : [0, 0];
  const { over, droppableRects, collisionRect } = context;
  const here = (over && droppableRects.get(over.id)) ?? collisionRect;
  if ((x === 0 && y === 0) || !here) return undefined;
  event.preventDefault();
  const from = middle(here);
  let best: { rect: Box; far: number } | undefined;
  for (const rect of droppableRects.values()) {
    const to = middle(rect);
    const along = (to.x - from.x) * x + (to.y - from.y) * y;
    const aside = Math.abs((to.x - from.x) * y) + Math.abs((to.y - from.y) * x);
    // Lanes of other rows are reached by going up and down first.
    const beside = x === 0 ? rect.width / 2 : Math.min(rect.height, here.height) / 2;
    if (along <= 1 || aside > beside) continue;
    if (!best || along < best.far) best = { rect, far: along };
  }
  return best ? { x: best.rect.left + 8, y: x === 0 ? best.rect.top + 8 : currentCoordinates.y } : undefined;
};

/** The pointer decides; the keyboard has none, there the corner of the card does. */
const laneAt: CollisionDetection = (args) => {
  const { left, top } = args.collisionRect;
  return pointerWithin({
    ...args,
    pointerCoordinates: args.pointerCoordinates ?? { x: left + 4, y: top + 4 },
  });
};

/** Drag cards between lanes by mouse, finger or keyboard. Lanes are DndLane, cards DndCard, both anywhere inside. */
export function DndBoard({
  laneLabel,
  cardLabel,
  overlay,
  onLift,
  onMove,
  children,
}: {
  laneLabel: (lane: string) => string;
  cardLabel: (card: string) => string;
  /** What follows the pointer. */
  overlay: (card: string) => ReactNode;
  /** A card was picked up; undefined: it was let go of. */
  onLift?: (card: string | undefined) => void;
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
  const lift = (card: string | undefined) => {
    setDragged(card);
    onLift?.(card);
  };
  // What it was taken from is remembered: the card itself may be out of sight when it is dropped.
  const from = useRef<string>(undefined);
  const start = ({ active }: DragStartEvent) => {
    from.current = active.data.current?.lane as string | undefined;
    lift(bare(active.id));
  };
  const end = ({ active, over }: DragEndEvent) => {
    lift(undefined);
    if (!over || from.current === undefined || bare(over.id) === from.current) return;
    onMove({ card: bare(active.id), from: from.current, to: bare(over.id) });
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={laneAt}
      accessibility={accessibility}
      onDragStart={start}
      onDragEnd={end}
      onDragCancel={() => lift(undefined)}
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
  refused = false,
  children,
}: {
  id: string;
  className?: string;
  /** Does not take what is carried: it can be dropped there to be told why. */
  refused?: boolean;
  children: (state: { isOver: boolean }) => ReactNode;
}) {
  const { setNodeRef, isOver, active } = useDroppable({ id: laneId(id) });
  const foreign = isOver && active?.data.current?.lane !== id;
  return (
    <div
      ref={setNodeRef}
      className={className}
      data-over={foreign || undefined}
      data-refused={refused || undefined}
    >
      {children({ isOver: foreign })}
    </div>
  );
}

/** A card in a lane; the whole card is the handle. */
export function DndCard({
  id,
  lane,
  className,
  label,
  disabled = false,
  onKey,
  onClick,
  children,
}: {
  id: string;
  lane: string;
  className?: string;
  /** What a screen reader calls it. */
  label?: string;
  disabled?: boolean;
  /** A key that does not pick it up. */
  onKey?: (event: KeyboardEvent<HTMLElement>) => void;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
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
  const hands = {
    ...attributes,
    ...listeners,
    // A card that stays where it is can still be opened.
    'aria-disabled': undefined,
    'aria-label': label,
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      onKey?.(event);
      listeners?.onKeyDown?.(event);
    },
    onClick,
  };
  return (
    <div ref={setNodeRef} className={classes} style={{ touchAction: 'manipulation' }} {...hands}>
      {children}
    </div>
  );
}
