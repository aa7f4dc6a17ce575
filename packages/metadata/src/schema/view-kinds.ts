import { CALENDAR_MODES, CARD_DENSITIES, CARD_SIZES, LANE_ORDERS, TIME_ZOOMS } from '../view/kinds.ts';
import { closed, list, oneOfTexts, ref, type Schema } from './parts.ts';

/** A lane of a board by its name: an option, an id, "true", or "-none-". */
const laneName: Schema = { type: 'string', maxLength: 60 };

/** Settings of the view kinds that show cards, time or pictures. */
export const laterKinds = {
  kanban: {
    $id: 'trellis:view-kanban',
    ...closed(
      {
        lane: ref('field'),
        swim: ref('field'),
        sum: ref('field'),
        card: list(ref('field'), 6),
        labels: { type: 'boolean' },
        cover: ref('field'),
        due: ref('field'),
        owner: { type: 'boolean' },
        density: oneOfTexts(CARD_DENSITIES),
        order: oneOfTexts(LANE_ORDERS),
        first: list(laneName, 500),
        hideEmpty: { type: 'boolean' },
        limits: {
          type: 'object',
          propertyNames: laneName,
          additionalProperties: { type: 'integer', minimum: 1, maximum: 9999 },
          maxProperties: 500,
        },
      },
      ['lane', 'card'],
    ),
  },
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
        parent: ref('field'),
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
