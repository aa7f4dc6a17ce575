import type { Expr } from '@trellis/logic';
import { type FindType, resultSchema, valuesLike } from '../../compute/result.ts';
import type { FieldType, ResultType } from '../../contract.ts';

export type FormulaConfig = {
  /** Over the record, its references and the rows that belong to it. Absent: not given to the reader. */
  readonly expr?: Expr;
  /** What the value is and how it is shown; a number is rounded to its decimals. */
  readonly result: ResultType;
  /** An empty number counts as 0. */
  readonly emptyAsZero?: boolean;
};

/** Field types that a formula's value may be shown as. */
export const FORMULA_RESULTS = [
  'number',
  'money',
  'percent',
  'text',
  'date',
  'datetime',
  'time',
  'duration',
  'checkbox',
  'select',
  'rating',
] as const;

/** A value that follows from other fields; nobody writes it. */
export const formula = (find: FindType): FieldType<FormulaConfig> => ({
  type: 'formula',
  icon: 'function',
  group: 'system',
  label: { zh: '公式', en: 'Formula' },
  description: {
    zh: '由其他字段自动算出，如 数量 × 单价',
    en: 'Worked out from other fields, such as quantity × price',
  },
  example: {
    value: '12345.5',
    config: {
      expr: { '*': [{ var: 'number' }, 2] },
      result: { type: 'number', config: { decimals: 2, thousands: true } },
    },
  },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['result'],
      additionalProperties: false,
      properties: {
        expr: {},
        result: {
          ...resultSchema,
          properties: { ...resultSchema.properties, type: { type: 'string', enum: [...FORMULA_RESULTS] } },
        },
        emptyAsZero: { type: 'boolean' },
      },
    },
    defaults: () => ({ result: { type: 'number', config: { decimals: 2 } } }),
  },
  renamed: (config, to) => (config.expr === undefined ? config : { ...config, expr: to.expr(config.expr) }),
  ...valuesLike(find, ({ result }) => result as ResultType | undefined),
  computed: ({ expr, emptyAsZero = false }) => ({ kind: 'formula', expr, emptyAsZero }),
  result: ({ result }) => result,
  generated: true,
  title: true,
});
