import { fail, type Issue, type LinkedCondition } from '@trellis/metadata';
import type { DeletePolicy, FieldType, Fill, Surroundings } from '../../contract.ts';
import { renamedCondition } from '../../form/renamed-parts.ts';
import { formatId, normaliseId, parseId } from '../../values/id.ts';
import { formatIds, normaliseIds, parseIds } from '../../values/ids.ts';

export type ReferenceConfig = {
  /** Form that it points to: "account", or "app:form" of another app. */
  readonly form: string;
  /** Several records instead of one. */
  readonly many?: boolean;
  /** Most records of several. */
  readonly max?: number;
  /** Fields of that form shown beside its title where there is room. */
  readonly display?: readonly string[];
  /** Which of its records may be chosen. */
  readonly filter?: LinkedCondition;
  /** How one chooses: from a list below the field, from cards, in a dialog with a table. */
  readonly look?: 'dropdown' | 'cards' | 'table';
  /** New records can be made on the spot by those who may make them; default true. */
  readonly create?: boolean;
  /** Values of the chosen record that go into fields of this one; only where one is chosen. */
  readonly fills?: readonly Fill[];
  /** When the chosen record is deleted; absent: the value stays, and leads there again once that is restored. */
  readonly onDelete?: DeletePolicy;
};

const KEY = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' } as const;
/** Most ids of a value: one row of a table must stay readable in one go. */
const MAX_IDS = 1_000;

/** One or several records of another form, or of the same. */
export const reference: FieldType<ReferenceConfig, string | readonly string[]> = {
  type: 'reference',
  icon: 'link',
  group: 'relation',
  label: { zh: '关联数据', en: 'Reference' },
  description: {
    zh: '关联另一张表单的一条或多条数据，如商机所属的客户',
    en: 'Records of another form such as the customer of a deal',
  },
  example: { value: '01900000-0000-7000-8000-000000000007', config: { form: 'account' } },
  kind: 'ref',
  valueType: ({ many }) => (many ? { kind: 'ref', many } : { kind: 'ref' }),
  config: {
    schema: {
      type: 'object',
      required: ['form'],
      additionalProperties: false,
      properties: {
        form: { $ref: 'trellis:form-ref' },
        many: { type: 'boolean' },
        max: { type: 'integer', minimum: 1, maximum: MAX_IDS },
        display: { type: 'array', maxItems: 6, uniqueItems: true, items: KEY },
        filter: { $ref: 'trellis:linked-condition' },
        look: { type: 'string', enum: ['dropdown', 'cards', 'table'] },
        create: { type: 'boolean' },
        onDelete: { type: 'string', enum: ['clear', 'restrict', 'cascade'] },
        fills: {
          type: 'array',
          maxItems: 50,
          items: {
            type: 'object',
            required: ['from', 'to', 'when'],
            additionalProperties: false,
            properties: {
              from: { $ref: 'trellis:path' },
              to: KEY,
              when: { type: 'string', enum: ['empty', 'always'] },
              columns: {
                type: 'array',
                maxItems: 50,
                items: {
                  type: 'object',
                  required: ['from', 'to'],
                  additionalProperties: false,
                  properties: { from: KEY, to: KEY },
                },
              },
            },
          },
        },
      },
    },
    // The designer asks for the form at once; until then the field names a form that can't be published.
    defaults: () => ({ form: 'form' }),
  },
  check: (config, around) => {
    const { form, display, filter, many, fills = [], onDelete } = config;
    const fields = around.fieldsOf(form);
    if (!fields) return [{ path: ['form'], code: 'unknown_form', params: { name: form } }];
    return [
      ...(display ?? []).flatMap((key, index) =>
        fields.has(key) ? [] : [{ path: ['display', index], code: 'unknown_field', params: { name: key } }],
      ),
      ...(around.conditionIssues?.(form, filter?.where) ?? []).map((issue) => ({
        ...issue,
        path: ['filter', 'where', ...issue.path],
      })),
      ...(many && fills.length > 0 ? [{ path: ['fills'], code: 'fills_of_many' }] : []),
      ...(many && onDelete === 'cascade' ? [{ path: ['onDelete'], code: 'cascade_of_many' }] : []),
      ...fills.flatMap((fill, index) => fillIssues(form, fill, around, ['fills', index])),
    ];
  },
  renamed: (config, to) => ({
    ...config,
    form: to.form(config.form),
    ...(config.filter ? { filter: renamedCondition(config.filter, to) } : {}),
    ...(config.fills ? { fills: config.fills.map((fill) => ({ ...fill, to: to.path(fill.to) })) } : {}),
  }),
  valueSchema: ({ many, max }) =>
    many
      ? {
          type: 'array',
          items: { type: 'string', format: 'uuid' },
          uniqueItems: true,
          maxItems: max ?? MAX_IDS,
        }
      : { type: 'string', format: 'uuid' },
  normalise: (input, { many }) => {
    if (many) return normaliseIds(input);
    // One of several: where a field of several became one, or a client always sends lists.
    if (!Array.isArray(input)) return normaliseId(input);
    return input.length > 1
      ? fail({ path: [], code: 'too_many_items', params: { max: 1 } })
      : normaliseId(input[0]);
  },
  parse: (input, { form, many }, env) => (many ? parseIds(input, form, env) : parseId(input, form, env)),
  format: (value, _config, env) => (typeof value === 'string' ? formatId(value, env) : formatIds(value, env)),
  column: ({ many }) => (many ? 'uuid[]' : 'uuid'),
  target: ({ form }) => form,
  candidates: ({ filter }) => (filter?.where === undefined ? undefined : filter),
  onDelete: ({ onDelete }) => onDelete,
  fills: ({ many, fills = [] }) => (many ? [] : fills),
};

function fillIssues(
  form: string,
  { from, to, columns = [] }: Fill,
  around: Surroundings,
  path: Issue['path'],
): readonly Issue[] {
  const unknown = (name: string, ...at: Issue['path']): Issue => ({
    path: [...path, ...at],
    code: 'unknown_field',
    params: { name },
  });
  const theirs = around.columnsOf?.(form, from);
  const ours = around.columnsOf?.(around.ref ?? '', to);
  if (theirs && ours) {
    return columns.flatMap((pair, index) => [
      ...(theirs.has(pair.from) ? [] : [unknown(pair.from, 'columns', index, 'from')]),
      ...(ours.has(pair.to) ? [] : [unknown(pair.to, 'columns', index, 'to')]),
    ]);
  }
  if (ours && around.at) return [{ path: [...path, 'from'], code: 'rows_for_rows' }];
  const source = around.at?.(form, from);
  return [
    ...(around.at && !source ? [unknown(from, 'from')] : []),
    ...(source?.encrypted ? [{ ...unknown(from, 'from'), code: 'encrypted_field' }] : []),
    ...(around.own && !around.own(to) ? [unknown(to, 'to')] : []),
  ];
}
