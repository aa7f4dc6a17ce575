import { createContext, type HTMLAttributes, type ReactNode, useContext, useMemo } from 'react';
import { type DragSource, useDragSource } from './drag-parts.tsx';

/** What the parts of a draggable thing take to move it. */
export type DragHandles = Pick<DragSource, 'handle' | 'handleRef' | 'body'>;

const HandlesContext = createContext<DragHandles | undefined>(undefined);

/**
 * A draggable thing whose handles are somewhere inside (`useDragHandles`). When it is dragged only this shell is rendered
 * anew, not what it holds.
 */
export function DragItem({
  id,
  kind,
  className,
  children,
  ...rest
}: { id: string; kind: string; children: ReactNode } & Omit<HTMLAttributes<HTMLDivElement>, 'id'>) {
  const { ref, handle, handleRef, body, dragging } = useDragSource(id, kind);
  const handles = useMemo(() => ({ handle, handleRef, body }), [handle, handleRef, body]);
  return (
    <div {...rest} ref={ref} className={[className, dragging ? 't-dragging' : ''].filter(Boolean).join(' ')}>
      <HandlesContext value={handles}>{children}</HandlesContext>
    </div>
  );
}

/** The handles of the draggable thing around; none where nothing is draggable. */
export const useDragHandles = (): DragHandles | undefined => useContext(HandlesContext);
