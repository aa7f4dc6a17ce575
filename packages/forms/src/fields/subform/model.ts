import {
  type FieldSchema,
  fail,
  type Issue,
  isId,
  type JsonObject,
  type LocalText,
  ok,
  type Result,
  type RowsDocument,
} from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';

/** What people may do with rows; all of it unless denied. */
export const ROW_ACTIONS = ['add', 'edit', 'delete', 'copy', 'import', 'reorder'] as const;
export type RowAction = (typeof ROW_ACTIONS)[number];

/** What may stand below a column of numbers. */
export const TOTALS = ['sum', 'avg', 'min', 'max'] as const;
export type Total = (typeof TOTALS)[number];

export type SubformConfig = {
  readonly form: RowsDocument & JsonObject;
  /** Fewest and most rows; most is 200 unless said. */
  readonly min?: number;
  readonly max?: number;
  /** Empty rows that a new record begins with. */
  readonly empty?: number;
  /** Columns whose values differ within one record. */
  readonly distinct?: readonly string[];
  readonly denied?: readonly RowAction[];
  readonly rowNumber?: boolean;
  readonly totals?: readonly { readonly column: string; readonly of: Total }[];
  /** How rows look on a phone: a card each, or one line each. */
  readonly phone?: 'cards' | 'list';
};

const MOST_ROWS = 1000;
const USUAL_ROWS = 200;
const count = (maximum: number) => ({ type: 'integer', minimum: 0, maximum });
const columns = { type: 'array', maxItems: 20, uniqueItems: true, items: { type: 'string' } };

type Rows = readonly JsonObject[];

const column = (
  type: string,
  label: LocalText & JsonObject,
  config: JsonObject,
): FieldSchema & JsonObject => ({
  title: label.zh,
  trellis: { type, label, config },
});

/**
 * Rows inside a record, such as the lines of an order, in a table of their own. The columns are fields of any type that
 * may stand in a row; the engine takes care of them, so that this folder knows no other type.
 */
export const subform: FieldType<SubformConfig, Rows> = {
  type: 'subform',
  icon: 'table',
  group: 'relation',
  label: { zh: '子表单', en: 'Sub-form' },
  description: {
    zh: '在一条数据里填多行，如订单明细、行程',
    en: 'Several rows inside a record such as order lines or stops of a trip',
  },
  example: {
    value: [
      { _id: '01900000-0000-7000-8000-0000000000e1', item: '伺服电机', qty: '4', price: '1280', done: true },
      { _id: '01900000-0000-7000-8000-0000000000e2', item: '控制柜', qty: '1', price: '9600', done: false },
    ],
    config: {
      form: {
        properties: {
          item: column('text', { zh: '项目', en: 'Item' }, { maxLength: 100 }),
          qty: column('number', { zh: '数量', en: 'Quantity' }, { decimals: 0 }),
          price: column('money', { zh: '单价', en: 'Price' }, { currency: 'CNY', decimals: 2 }),
          done: column('checkbox', { zh: '已备货', en: 'In stock' }, {}),
        },
        required: ['item'],
      },
      rowNumber: true,
      totals: [
        { column: 'qty', of: 'sum' },
        { column: 'price', of: 'avg' },
      ],
    },
  },
  kind: 'json',
  many: true,
  owned: 'form',
  alone: true,
  wide: true,
  config: {
    schema: {
      type: 'object',
      required: ['form'],
      additionalProperties: false,
      properties: {
        // Judged as a form by the check of the form that it stands in.
        form: { type: 'object' },
        min: count(MOST_ROWS),
        max: { ...count(MOST_ROWS), minimum: 1 },
        empty: count(50),
        distinct: columns,
        denied: { ...columns, items: { type: 'string', enum: [...ROW_ACTIONS] } },
        rowNumber: { type: 'boolean' },
        totals: {
          type: 'array',
          maxItems: 20,
          items: {
            type: 'object',
            required: ['column', 'of'],
            additionalProperties: false,
            properties: { column: { type: 'string' }, of: { type: 'string', enum: [...TOTALS] } },
          },
        },
        phone: { type: 'string', enum: ['cards', 'list'] },
      },
    },
    defaults: () => ({
      form: {
        properties: {
          item: column('text', { zh: '项目', en: 'Item' }, {}),
        },
        required: [],
      },
      rowNumber: true,
    }),
  },
  check: ({ form, min = 0, max = USUAL_ROWS, distinct = [], totals = [] }) => {
    const unknown = (name: string, path: Issue['path']): Issue[] =>
      Object.hasOwn(form.properties, name) ? [] : [{ path, code: 'unknown_field', params: { name } }];
    return [
      ...(min > max ? [{ path: ['max'], code: 'range_reversed' }] : []),
      ...distinct.flatMap((name, index) => unknown(name, ['distinct', index])),
      ...totals.flatMap(({ column }, index) => unknown(column, ['totals', index, 'column'])),
    ];
  },
  valueSchema: ({ min, max = USUAL_ROWS }) => ({
    type: 'array',
    items: { type: 'object' },
    ...(min ? { minItems: min } : {}),
    maxItems: max,
  }),
  denied: ({ denied = [] }) => denied,
  distinct: ({ distinct = [] }) => distinct,
  normalise: (input) => rowsOf(input),
  parse: (text) => {
    if (text.trim() === '') return ok(null);
    try {
      return rowsOf(JSON.parse(text));
    } catch {
      return fail({ path: [], code: 'not_list' });
    }
  },
  // For machines: people see the rows themselves, and files have a column for each of theirs.
  format: (value) => JSON.stringify(value),
  column: () => 'jsonb',
};

/** Rows as far as they can be told without their columns. */
function rowsOf(input: unknown): Result<Rows | null> {
  if (input === null || input === undefined) return ok(null);
  if (!Array.isArray(input)) return fail({ path: [], code: 'not_list' });
  const issues = input.flatMap((row: unknown, index): Issue[] => {
    if (typeof row !== 'object' || row === null || Array.isArray(row))
      return [{ path: [index], code: 'not_object' }];
    const { _id } = row as { readonly _id?: unknown };
    return _id === undefined || isId(_id) ? [] : [{ path: [index, '_id'], code: 'not_id' }];
  });
  if (issues.length > 0) return fail(...issues);
  return ok(input.length === 0 ? null : (input as Rows));
}
