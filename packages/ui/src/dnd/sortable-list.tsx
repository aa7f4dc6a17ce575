import { closestCenter, DndContext, type DragEndEvent } from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { type ReactNode, useCallback } from 'react';
import { Icon } from '../primitives/icon.tsx';
import { useT } from './messages.ts';
import { useDragAccessibility, useDragSensors } from './setup.ts';

/** The items in their new order. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** A vertical list whose rows are moved by a handle: mouse, finger, keyboard. */
export function SortableList<T extends { readonly id: string }>({
  items,
  label,
  render,
  onMove,
}: {
  items: readonly T[];
  /** Name of an item for the handle and screen readers. */
  label: (item: T) => string;
  /** A row; place `handle` in it. */
  render: (item: T, handle: ReactNode, index: number) => ReactNode;
  /** From and to positions; apply with `moved`. */
  onMove: (from: number, to: number) => void;
}) {
  const sensors = useDragSensors(sortableKeyboardCoordinates);
  const labelOf = useCallback(
    (id: string | number) => {
      const item = items.find((one) => one.id === id);
      return item ? label(item) : String(id);
    },
    [items, label],
  );
  const accessibility = useDragAccessibility(labelOf);
  const end = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    onMove(
      items.findIndex((item) => item.id === active.id),
      items.findIndex((item) => item.id === over.id),
    );
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      // What is announced stands outside the list: its own element may be a table, which holds rows alone.
      accessibility={{ ...accessibility, container: document.body }}
      onDragEnd={end}
    >
      <SortableContext items={[...items]} strategy={verticalListSortingStrategy}>
        {items.map((item, index) => (
          <SortableRow key={item.id} id={item.id} label={label(item)}>
            {(handle) => render(item, handle, index)}
          </SortableRow>
        ))}
      </SortableContext>
    </DndContext>
  );
}

function SortableRow({
  id,
  label,
  children,
}: {
  id: string;
  label: string;
  children: (handle: ReactNode) => ReactNode;
}) {
  const t = useT();
  const row = useSortable({ id });
  const style = {
    transform: CSS.Translate.toString(row.transform),
    transition: row.transition,
    position: 'relative' as const,
    zIndex: row.isDragging ? 1 : undefined,
    background: row.isDragging ? 'var(--t-raised)' : undefined,
    boxShadow: row.isDragging ? 'var(--t-shadow)' : undefined,
  };
  return (
    <div ref={row.setNodeRef} style={style}>
      {children(
        <button
          type="button"
          className="t-drag-handle"
          ref={row.setActivatorNodeRef}
          {...row.attributes}
          {...row.listeners}
          aria-label={t('handle', { item: label })}
        >
          <Icon name="drag" />
        </button>,
      )}
    </div>
  );
}
