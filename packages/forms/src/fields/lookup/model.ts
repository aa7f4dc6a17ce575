import { type FindType, resultSchema, valuesLike } from '../../compute/result.ts';
import type { FieldType, ResultType } from '../../contract.ts';

export type LookupConfig = {
  /** Reference field of this form. */
  readonly via: string;
  /** Field of the form behind it, or a path through its references. */
  readonly path: string;
  /** "live": always what stands there now. "snapshot": what stood there when the reference was chosen. */
  readonly mode: 'live' | 'snapshot';
  /** Copy of what the source field is, kept by publishing. */
  readonly result?: ResultType;
};

const step = '[a-z_][a-z0-9_]{0,39}';

/** A value of the record behind a reference. */
export const lookup = (find: FindType): FieldType<LookupConfig> => ({
  type: 'lookup',
  icon: 'export',
  group: 'relation',
  label: { zh: '他表字段', en: 'Lookup' },
  description: {
    zh: '显示所关联数据的某个字段，如客户的等级',
    en: 'A field of the record that is referred to, such as the grade of the customer',
  },
  example: {
    value: '重要客户',
    config: { via: 'reference', path: 'grade', mode: 'live', result: { type: 'text', config: {} } },
  },
  kind: 'text',
  config: {
    schema: {
      type: 'object',
      required: ['via', 'path', 'mode'],
      additionalProperties: false,
      properties: {
        via: { type: 'string', pattern: `^${step}$` },
        path: { type: 'string', pattern: `^${step}([.]${step}){0,3}$` },
        mode: { type: 'string', enum: ['live', 'snapshot'] },
        result: resultSchema,
      },
    },
    // The designer asks for both at once; until then the field names what can't be published.
    defaults: () => ({ via: 'reference', path: 'field', mode: 'live' }),
  },
  renamed: (config, to) => ({ ...config, via: to.path(config.via) }),
  ...valuesLike(find, ({ result }) => result as ResultType | undefined),
  computed: ({ via, path, mode }) => ({ kind: 'lookup', via, path, mode }),
  result: ({ result = { type: 'text', config: {} } }) => result,
  withResult: (config, result) => ({ ...config, result }),
  generated: true,
  title: true,
});
