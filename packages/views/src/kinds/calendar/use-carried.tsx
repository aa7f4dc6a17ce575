import { type PointerEvent, type RefObject, useState } from 'react';
import { type Entry, isDated, type Undated } from '../../time/entries.tsx';
import { type Span, shifted, stretched, type TimeFields } from '../../time/span.ts';
import { type Drag, useDrag } from '../../time/use-drag.tsx';
import { DAY, HOUR } from '../../time/wall.ts';
import { between, MORNING, type Place, placeAt } from './place.ts';

interface Carried {
  readonly entry: Entry | Undated;
  readonly how: 'move' | 'stretch';
}

/** Carrying records to other times: what is carried as it would be, and what picks it up. */
export function useCarried(of: {
  readonly fields: TimeFields | undefined;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onDrop: (entry: Entry | Undated, span: Span) => void;
}) {
  const [preview, setPreview] = useState<Entry>();
  const spanAt = ({ what: { entry, how }, start, at }: Drag<Carried>): Span | undefined => {
    const place = placeAt(at);
    if (!place || !of.fields) return undefined;
    if (!isDated(entry)) return newSpan(place, of.fields);
    const from = placeAt(start);
    if (!from) return undefined;
    const by = between(from, place);
    if (how === 'move') return shifted(entry.span, by);
    // A moment that is drawn longer ends where the pointer is.
    return stretched(
      entry.span,
      'end',
      place.at === undefined ? by : place.at - Math.max(entry.span.to, entry.span.from),
    );
  };
  const pick = useDrag<Carried>({
    scroller: of.scroller,
    move(drag) {
      const span = spanAt(drag);
      setPreview(span && { ...drag.what.entry, span, ends: false });
    },
    drop(drag) {
      setPreview(undefined);
      const span = spanAt(drag);
      const before = isDated(drag.what.entry) ? drag.what.entry.span : undefined;
      if (span && (span.from !== before?.from || span.to !== before.to)) of.onDrop(drag.what.entry, span);
    },
    cancel: () => setPreview(undefined),
  });
  return {
    preview,
    grab: (event: PointerEvent, entry: Entry | Undated) => pick(event, { entry, how: 'move' }),
    stretch: (event: PointerEvent, entry: Entry) => pick(event, { entry, how: 'stretch' }),
  };
}

/** The time of something that is put on a day, or at a time of it. */
function newSpan(place: Place, { start, end }: TimeFields): Span {
  if (start.kind === 'date') return { from: place.day, to: place.day + DAY, allDay: true };
  const from = place.at ?? place.day + MORNING;
  return { from, to: end ? from + HOUR : from, allDay: false };
}
