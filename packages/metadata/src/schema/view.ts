import { BUCKETS } from '../report/types.ts';
import { COLOR_PLACES, MAX_GROUPS, ROW_HEIGHTS, TOTAL_OPS } from '../view/types.ts';
import { closed, color, list, oneOfTexts, ref, type Schema, VOCABULARY } from './parts.ts';
import { laterKinds } from './view-kinds.ts';

const group = closed({ field: ref('field'), dir: oneOfTexts(['asc', 'desc']), bucket: oneOfTexts(BUCKETS) }, [
  'field',
]);
const colorRule = closed({ when: ref('expr'), color, on: oneOfTexts(COLOR_PLACES), field: ref('field') }, [
  'when',
  'color',
  'on',
]);
const totals: Schema = {
  type: 'object',
  propertyNames: ref('field'),
  additionalProperties: oneOfTexts(TOTAL_OPS),
  maxProperties: 50,
};

/** A view; `config` is judged by its kind. */
export const viewSchema: Schema = {
  $id: 'trellis:view',
  ...closed(
    {
      vocabulary: VOCABULARY,
      form: ref('key'),
      kind: ref('key'),
      label: ref('localText'),
      position: { type: 'integer', minimum: 0, maximum: 10_000 },
      filter: ref('expr'),
      sort: ref('sort'),
      group: list(group, MAX_GROUPS),
      colors: list(colorRule, 20),
      totals,
      quick: list(ref('field'), 10),
      locked: { type: 'boolean' },
      rowHeight: oneOfTexts(ROW_HEIGHTS),
      config: { type: 'object' },
    },
    ['vocabulary', 'form', 'kind', 'label', 'config'],
  ),
};

/** What a member changed of a view; its meaning is judged on the view with it. */
export const viewAdjustmentSchema: Schema = {
  $id: 'trellis:view-adjustment',
  ...closed(
    {
      sort: ref('sort'),
      group: list(group, MAX_GROUPS),
      totals,
      rowHeight: oneOfTexts(ROW_HEIGHTS),
      config: { type: 'object' },
      folded: list({ type: 'string', maxLength: 400 }, 500),
      quick: {
        type: 'object',
        propertyNames: ref('field'),
        additionalProperties: closed({ op: { type: 'string', maxLength: 40 }, value: ref('expr') }, ['op']),
        maxProperties: 10,
      },
    },
    [],
  ),
};

const column = closed(
  {
    field: ref('field'),
    width: { type: 'integer', minimum: 40, maximum: 1000 },
    hidden: { type: 'boolean' },
  },
  ['field'],
);

/**
 * Settings of the view kinds that the platform ships, by kind. Whatever names a field is `ref('field')`: by that the
 * checks find it, and views let go of fields that are hidden or gone.
 */
export const viewConfigSchemas: Readonly<Record<string, Schema>> = {
  table: {
    $id: 'trellis:view-table',
    ...closed({ columns: list(column, 200), frozen: { type: 'integer', minimum: 0, maximum: 10 } }, [
      'columns',
    ]),
  },
  ...laterKinds,
};
