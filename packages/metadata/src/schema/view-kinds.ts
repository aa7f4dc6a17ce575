import { CALENDAR_MODES, CARD_SIZES, TIME_ZOOMS } from '../view/kinds.ts';
import { closed, list, oneOfTexts, ref, type Schema } from './parts.ts';

/** Settings of the view kinds that show time, pictures or short cards. */
export const laterKinds = {
  calendar: {
    $id: 'trellis:view-calendar',
    ...closed(
      {
        start: ref('field'),
        end: ref('field'),
        color: ref('field'),
        card: list(ref('field'), 3),
        mode: oneOfTexts(CALENDAR_MODES),
      },
      ['start'],
    ),
  },
  gantt: {
    $id: 'trellis:view-gantt',
    ...closed(
      {
        start: ref('field'),
        end: ref('field'),
        progress: ref('field'),
        color: ref('field'),
        depends: ref('field'),
        zoom: oneOfTexts(TIME_ZOOMS),
      },
      ['start', 'end'],
    ),
  },
  timeline: {
    $id: 'trellis:view-timeline',
    ...closed(
      {
        start: ref('field'),
        end: ref('field'),
        row: ref('field'),
        color: ref('field'),
        zoom: oneOfTexts(TIME_ZOOMS),
      },
      ['start', 'row'],
    ),
  },
  gallery: {
    $id: 'trellis:view-gallery',
    ...closed(
      {
        cover: ref('field'),
        fit: oneOfTexts(['fill', 'whole']),
        size: oneOfTexts(CARD_SIZES),
        card: list(ref('field'), 6),
      },
      ['card'],
    ),
  },
  list: {
    $id: 'trellis:view-list',
    ...closed({ card: list(ref('field'), 6), badge: ref('field') }, ['card']),
  },
} as const satisfies Readonly<Record<string, Schema>>;
