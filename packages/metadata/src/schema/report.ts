import { BUCKETS, MEASURE_OPS } from '../report/types.ts';
import { closed, list, oneOfTexts, ref, type Schema } from './parts.ts';

const dimension = closed(
  { key: ref('key'), path: ref('path'), bucket: oneOfTexts(BUCKETS), label: ref('localText') },
  ['key', 'path'],
);

const measure = closed(
  {
    key: ref('key'),
    op: oneOfTexts(MEASURE_OPS),
    path: ref('path'),
    filter: ref('expr'),
    label: ref('localText'),
  },
  ['key', 'op'],
);

export const reportSchema: Schema = {
  $id: 'trellis:report',
  ...closed(
    {
      form: ref('key'),
      filter: ref('expr'),
      dimensions: list(dimension, 4),
      measures: list(measure, 20, { minItems: 1 }),
      order: list(closed({ by: ref('key'), dir: oneOfTexts(['asc', 'desc']) }, ['by', 'dir']), 8),
      limit: { type: 'integer', minimum: 1, maximum: 10_000 },
    },
    ['form', 'dimensions', 'measures'],
  ),
};
