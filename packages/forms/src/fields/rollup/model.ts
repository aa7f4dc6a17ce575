import type { Expr } from '@trellis/logic';
import { type FindType, resultSchema, valuesLike } from '../../compute/result.ts';
import { type FieldType, type ResultType, ROLLUP_OPS, type RollupOp } from '../../contract.ts';
import { renamedRows } from '../../form/renamed-parts.ts';

export type RollupConfig = {
  /** Sub-form of this form, or "form@field": the records whose reference points here. */
  readonly rows: string;
  readonly op: RollupOp;
  /** Field of a row, or a path through its references; not for "count". */
  readonly path?: string;
  /** Which rows count; absent = all. */
  readonly filter?: Expr;
  /** Digits after the point of an average. */
  readonly decimals?: number;
  /** Copy of what the source field is, kept by publishing. */
  readonly result?: ResultType;
};

/** Operations whose result is a number of rows or values, whatever the field. */
const COUNTS: ReadonlySet<RollupOp> = new Set(['count', 'filled', 'empty', 'distinct']);
const WHOLE: ResultType = { type: 'number', config: { decimals: 0, thousands: true } };

function resultOf({ op, decimals, result }: Partial<RollupConfig>): ResultType {
  if (op === undefined || COUNTS.has(op) || !result) return WHOLE;
  if (op !== 'avg' || !('decimals' in result.config)) return result;
  return { ...result, config: { ...result.config, decimals: decimals ?? 2 } };
}

/** One value over the records that belong to a record. */
export const rollup = (find: FindType): FieldType<RollupConfig> => ({
  type: 'rollup',
  icon: 'calculator',
  group: 'relation',
  label: { zh: '汇总', en: 'Roll-up' },
  description: {
    zh: '统计关联到本数据的记录，如客户的合同总额',
    en: 'Counts or sums the records that point here, such as the contracts of a customer',
  },
  example: { value: '12', config: { rows: 'contact@reference', op: 'count' } },
  kind: 'number',
  config: {
    schema: {
      type: 'object',
      required: ['rows', 'op'],
      additionalProperties: false,
      properties: {
        rows: { type: 'string', minLength: 1, maxLength: 160, pattern: '^[a-z][a-z0-9_:.@]*$' },
        op: { type: 'string', enum: [...ROLLUP_OPS] },
        path: { type: 'string', maxLength: 200, pattern: '^[a-z_][a-z0-9_.]*$' },
        filter: {},
        decimals: { type: 'integer', minimum: 0, maximum: 12 },
        result: resultSchema,
      },
    },
    // As with a lookup: the designer asks for the rows at once.
    defaults: () => ({ rows: 'form@field', op: 'count' }),
  },
  renamed: (config, to) => ({
    ...config,
    rows: renamedRows(config.rows, to),
    // Only rows of this form's own stand inside a record of it.
    ...(config.filter === undefined || config.rows.includes('@')
      ? {}
      : { filter: to.expr(config.filter, '_parent_id') }),
  }),
  ...valuesLike(find, resultOf),
  computed: ({ rows, op, path, filter }) => ({
    kind: 'rollup',
    rows,
    op,
    ...(path === undefined ? {} : { path }),
    ...(filter === undefined ? {} : { filter }),
  }),
  result: resultOf,
  withResult: (config, result) => ({ ...config, result }),
  generated: true,
});
