import {
  type CSSProperties,
  createContext,
  type HTMLAttributes,
  type ReactNode,
  type SyntheticEvent,
  useContext,
  useId,
  useLayoutEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { type DragStore, enlist, followed, type Place, type Source, slot } from './drag-store.ts';
import type { TargetInfo } from './insertion.ts';

/** What a `DndInsert` gives to the parts inside it; `hint` is the id of the words on how to drag by keyboard. */
export const DragContext = createContext<{ readonly store: DragStore; readonly hint: string } | undefined>(
  undefined,
);

function useDragContext() {
  const context = useContext(DragContext);
  if (!context) throw new Error('Not inside a DndInsert');
  return context;
}

/** What makes an element draggable. */
export interface DragSource {
  /** On the element that is dragged. */
  readonly ref: (node: HTMLElement | null) => void;
  /** On its handle, which the keyboard reaches. */
  readonly handle: HTMLAttributes<HTMLElement>;
  readonly handleRef: (node: HTMLElement | null) => void;
  /** On the whole element: mouse and finger only, so that keys keep their meaning there. */
  readonly body: HTMLAttributes<HTMLElement>;
  readonly dragging: boolean;
}

/** Makes an element of a `DndInsert` draggable; `kind` is what targets accept or not. */
export function useDragSource(id: string, kind: string): DragSource {
  const { store, hint } = useDragContext();
  const key = useId();
  const source = useMemo(
    (): Source => ({ key, id, kind, node: slot(), handle: slot(), heard: followed(undefined) }),
    [key, id, kind],
  );
  useLayoutEffect(() => enlist(store.sources, source), [store, source]);
  const isDragged = () => store.dragged.get() === id;
  const dragging = useSyncExternalStore(store.dragged.subscribe, isDragged);
  // The same as long as nothing about them changes, so that what takes them need not be rendered at each step.
  const body = useMemo(
    () => ({ onMouseDown: heardBy(source, 'onMouseDown'), onTouchStart: heardBy(source, 'onTouchStart') }),
    [source],
  );
  const handle = useMemo(
    () => ({
      ...body,
      onKeyDown: heardBy(source, 'onKeyDown'),
      role: 'button',
      tabIndex: 0,
      'aria-roledescription': 'draggable',
      'aria-describedby': hint,
      'aria-pressed': dragging || undefined,
    }),
    [body, source, hint, dragging],
  );
  return { ref: source.node.set, handle, handleRef: source.handle.set, body, dragging };
}

const heardBy = (source: Source, name: string) => (event: SyntheticEvent) =>
  source.heard.get()?.[name]?.(event);

/** A place to drop at (an item, before or after) or in (a container). */
export function DropTarget({
  id,
  className,
  style,
  children,
  ...info
}: TargetInfo & { id: string; className?: string; style?: CSSProperties; children: ReactNode }) {
  const { store } = useDragContext();
  const key = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says of itself is kept up to date below
  const place = useMemo(
    (): Place => ({ key, id, node: slot(), info: followed<TargetInfo>(info) }),
    [key, id],
  );
  useLayoutEffect(() => place.info.set(info));
  useLayoutEffect(() => enlist(store.places, place), [store, place]);
  const side = useSyncExternalStore(store.drop.subscribe, () => {
    const drop = store.drop.get();
    return drop?.target === id ? drop.side : undefined;
  });
  return (
    <div
      ref={place.node.set}
      className={['t-drop', className].filter(Boolean).join(' ')}
      style={style}
      data-axis={info.axis}
      data-drop={side}
    >
      {children}
    </div>
  );
}
