import { useDraggable, useDroppable } from '@dnd-kit/core';
import { memo, useLayoutEffect, useSyncExternalStore } from 'react';
import type { DragStore, Place, Source } from './drag-store.ts';

/**
 * What the drag library knows of the page: something small for each source and target. At every step of the pointer it
 * has React look for listeners in all that stands below its context; a page of thousands of elements stands beside it.
 */
export function StandIns({ store: { sources, places } }: { store: DragStore }) {
  return (
    <>
      {useSyncExternalStore(sources.subscribe, sources.get).map((source) => (
        <SourceStandIn key={source.key} source={source} />
      ))}
      {useSyncExternalStore(places.subscribe, places.get).map((place) => (
        <PlaceStandIn key={place.key} place={place} />
      ))}
    </>
  );
}

const SourceStandIn = memo(function SourceStandIn({ source }: { source: Source }) {
  const { id, kind, node, handle } = source;
  const { setNodeRef, setActivatorNodeRef, listeners } = useDraggable({ id, data: { kind } });
  useLayoutEffect(() => node.follow(setNodeRef), [node, setNodeRef]);
  useLayoutEffect(() => handle.follow(setActivatorNodeRef), [handle, setActivatorNodeRef]);
  useLayoutEffect(() => source.heard.set(listeners), [source, listeners]);
  return null;
});

const PlaceStandIn = memo(function PlaceStandIn({ place }: { place: Place }) {
  const { setNodeRef } = useDroppable({ id: place.id, data: { info: place.info } });
  useLayoutEffect(() => place.node.follow(setNodeRef), [place, setNodeRef]);
  return null;
});
