import type { FieldType } from '../../contract.ts';
import { COLUMNS, LIMIT, listIssues, SORT } from '../../values/listed.ts';
import { NO_VALUE } from '../../values/no-value.ts';

export type RelatedConfig = {
  /** Form whose records refer to this one: "contact", or "app:form" of another app. */
  readonly form: string;
  /** Its reference field that leads here. */
  readonly via: string;
  readonly columns: readonly string[];
  readonly sort?: readonly { readonly field: string; readonly dir: 'asc' | 'desc' }[];
  /** Most records shown at once. */
  readonly limit: number;
  /** New records that refer to this one can be made here; default true. */
  readonly create?: boolean;
  /** Records can be made to refer to this one, or no longer; default true. */
  readonly link?: boolean;
};

/** The other side of a reference: the records that point to this one. Nothing is stored twice. */
export const related: FieldType<RelatedConfig, never> = {
  ...NO_VALUE,
  type: 'related',
  icon: 'unordered-list',
  group: 'relation',
  label: { zh: '关联列表', en: 'Related list' },
  description: {
    zh: '另一张表单里关联到本条的数据，如客户下的联系人；双向关联的另一边',
    en: 'Records of another form that refer to this one, such as the contacts of a customer',
  },
  config: {
    schema: {
      type: 'object',
      required: ['form', 'via', 'columns', 'limit'],
      additionalProperties: false,
      properties: {
        form: { $ref: 'trellis:form-ref' },
        via: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
        columns: COLUMNS,
        sort: SORT,
        limit: LIMIT,
        create: { type: 'boolean' },
        link: { type: 'boolean' },
      },
    },
    // The designer asks for the form and its field at once.
    defaults: () => ({ form: 'form', via: 'field', columns: [], limit: 10 }),
  },
  check: (config, around) => {
    const issues = listIssues(config, around);
    if (issues.some(({ code }) => code === 'unknown_form')) return issues;
    const via = around.at?.(config.form, config.via);
    const here = via?.target;
    if (around.at && here === undefined) {
      return [...issues, { path: ['via'], code: 'unknown_field', params: { name: config.via } }];
    }
    const ours = around.ref === undefined || here === around.ref;
    return ours
      ? issues
      : [...issues, { path: ['via'], code: 'not_back_here', params: { name: config.via } }];
  },
  renamed: (config, to) => ({ ...config, form: to.form(config.form) }),
  lists: ({ via, form, columns, sort, limit }, isMany) => ({
    form,
    back: via,
    columns,
    limit,
    ...(sort ? { sort } : {}),
    where: isMany(via)
      ? { has_any: [{ var: via }, [{ var: '$record._id' }]] }
      : { '==': [{ var: via }, { var: '$record._id' }] },
    // A record that is not saved yet has none.
    empty: 'none',
  }),
  wide: true,
};
