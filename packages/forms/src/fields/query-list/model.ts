import type { LinkedCondition } from '@trellis/metadata';
import type { FieldType } from '../../contract.ts';
import { renamedCondition } from '../../form/renamed-parts.ts';
import { COLUMNS, LIMIT, listIssues, SORT } from '../../values/listed.ts';
import { NO_VALUE } from '../../values/no-value.ts';

export type QueryListConfig = {
  /** Form whose records are listed: "contact", or "app:form" of another app. */
  readonly form: string;
  /** Which of them; default all. */
  readonly condition?: LinkedCondition;
  readonly columns: readonly string[];
  readonly sort?: readonly { readonly field: string; readonly dir: 'asc' | 'desc' }[];
  /** Most records shown at once. */
  readonly limit: number;
};

/** Records of another form that fit the record at hand, to look at. */
export const queryList: FieldType<QueryListConfig, never> = {
  ...NO_VALUE,
  type: 'query_list',
  icon: 'search',
  group: 'relation',
  label: { zh: '查询列表', en: 'Query list' },
  description: {
    zh: '按条件实时列出另一张表单的数据，只看不存，如同一客户的历史报价',
    en: 'Matching records of another form to look at, such as earlier quotes to the same customer',
  },
  config: {
    schema: {
      type: 'object',
      required: ['form', 'columns', 'limit'],
      additionalProperties: false,
      properties: {
        form: { $ref: 'trellis:form-ref' },
        condition: { $ref: 'trellis:linked-condition' },
        columns: COLUMNS,
        sort: SORT,
        limit: LIMIT,
      },
    },
    // The designer asks for the form at once.
    defaults: () => ({ form: 'form', columns: [], limit: 10 }),
  },
  check: (config, around) => [
    ...listIssues(config, around),
    ...(around.conditionIssues?.(config.form, config.condition?.where) ?? []).map((issue) => ({
      ...issue,
      path: ['condition', 'where', ...issue.path],
    })),
  ],
  renamed: (config, to) => ({
    ...config,
    form: to.form(config.form),
    ...(config.condition ? { condition: renamedCondition(config.condition, to) } : {}),
  }),
  lists: ({ condition, ...rest }) => ({ ...condition, ...rest }),
  wide: true,
};
