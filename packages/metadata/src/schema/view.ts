import { closed, list, ref, type Schema, VOCABULARY } from './parts.ts';

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
      config: { type: 'object' },
    },
    ['vocabulary', 'form', 'kind', 'label', 'config'],
  ),
};

/** Settings of the view kinds that the platform ships, by kind. */
export const viewConfigSchemas: Readonly<Record<string, Schema>> = {
  table: {
    $id: 'trellis:view-table',
    ...closed(
      {
        columns: list(
          closed({ field: ref('field'), width: { type: 'integer', minimum: 40, maximum: 1000 } }, ['field']),
          200,
        ),
      },
      ['columns'],
    ),
  },
  kanban: {
    $id: 'trellis:view-kanban',
    ...closed({ lane: ref('field'), sum: ref('field'), card: list(ref('field'), 4) }, ['lane', 'card']),
  },
};
