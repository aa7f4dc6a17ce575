import { ACTIONS } from '../role/types.ts';
import { byKey, closed, keyText, list, oneOfTexts, ref, type Schema, VOCABULARY } from './parts.ts';

/** A field, or a column of a sub-form: "lines.price". */
const fieldOrColumn: Schema = {
  type: 'string',
  pattern: '^[a-z][a-z0-9_]{0,39}(\\.[a-z][a-z0-9_]{0,39})?$',
};

const grant = closed(
  {
    actions: list(oneOfTexts(ACTIONS), ACTIONS.length, { uniqueItems: true }),
    rows: ref('expr'),
    hidden: list(fieldOrColumn, 400, { uniqueItems: true }),
    readonly: list(fieldOrColumn, 400, { uniqueItems: true }),
  },
  ['actions'],
);

export const roleSchema: Schema = {
  $id: 'trellis:role',
  ...closed(
    {
      vocabulary: VOCABULARY,
      label: ref('localText'),
      help: ref('localText'),
      forms: byKey(grant, 500),
      dashboards: list(keyText, 500, { uniqueItems: true }),
    },
    ['vocabulary', 'label', 'forms'],
  ),
};
