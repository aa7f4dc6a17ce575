import { LOCALES } from '../kernel/text.ts';
import { closed, color, icon, list, oneOfTexts, ref, type Schema, VOCABULARY } from './parts.ts';

const item: Schema = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    closed({ kind: { const: 'form' }, form: ref('key') }, ['kind', 'form']),
    closed({ kind: { const: 'dashboard' }, dashboard: ref('key') }, ['kind', 'dashboard']),
  ],
};

const group = closed({ key: ref('key'), label: ref('localText'), items: list(item, 200) }, [
  'key',
  'label',
  'items',
]);

const optionSet = closed(
  {
    key: ref('key'),
    label: ref('localText'),
    options: list(
      closed(
        {
          key: ref('key'),
          label: ref('localText'),
          color,
          retired: { type: 'boolean' },
          score: { type: ['string', 'number'], format: 'decimal' },
          other: { type: 'boolean' },
        },
        ['key', 'label'],
      ),
      1000,
      { minItems: 1 },
    ),
  },
  ['key', 'label', 'options'],
);

export const appSchema: Schema = {
  $id: 'trellis:app',
  ...closed(
    {
      vocabulary: VOCABULARY,
      label: ref('localText'),
      help: ref('localText'),
      icon,
      color,
      menu: list(group, 50),
      optionSets: list(optionSet, 200),
    },
    ['vocabulary', 'label', 'menu'],
  ),
};

export const manifestSchema: Schema = {
  $id: 'trellis:manifest',
  ...closed(
    {
      vocabulary: VOCABULARY,
      key: ref('key'),
      version: { type: 'string', maxLength: 40, pattern: '^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$' },
      platform: {
        type: 'string',
        maxLength: 80,
        pattern: '^[\\^~<>=]*\\s*\\d+\\.\\d+\\.\\d+( [\\^~<>=]*\\s*\\d+\\.\\d+\\.\\d+)*$',
      },
      locales: list(oneOfTexts(LOCALES), LOCALES.length, { minItems: 1, uniqueItems: true }),
      app: { $ref: 'trellis:app' },
    },
    ['vocabulary', 'key', 'version', 'platform', 'locales', 'app'],
  ),
};
