import type { FieldType } from '../../contract.ts';
import { formatId, normaliseId, parseId } from '../../values/id.ts';

export type ReferenceConfig = {
  /** Form that it points to: "account", or "app:form" of another app. */
  readonly form: string;
  /** Fields of that form shown beside its title where there is room. */
  readonly display?: readonly string[];
};

/** A record of another (or the same) form. */
export const reference: FieldType<ReferenceConfig, string> = {
  type: 'reference',
  icon: 'link',
  group: 'relation',
  label: { zh: '关联数据', en: 'Reference' },
  description: {
    zh: '关联另一张表单的一条数据，如商机所属的客户',
    en: 'A record of another form such as the customer of a deal',
  },
  example: { value: '01900000-0000-7000-8000-000000000007', config: { form: 'account' } },
  kind: 'ref',
  config: {
    schema: {
      type: 'object',
      required: ['form'],
      additionalProperties: false,
      properties: {
        form: { type: 'string', pattern: '^([a-z][a-z0-9_]{0,39}:)?[a-z][a-z0-9_]{0,39}$' },
        display: {
          type: 'array',
          maxItems: 6,
          uniqueItems: true,
          items: { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' },
        },
      },
    },
    // The designer asks for the form at once; until then the field names a form that can't be published.
    defaults: () => ({ form: 'form' }),
  },
  check: ({ form, display }, around) => {
    const fields = around.fieldsOf(form);
    if (!fields) return [{ path: ['form'], code: 'unknown_form', params: { name: form } }];
    return (display ?? []).flatMap((key, index) =>
      fields.has(key) ? [] : [{ path: ['display', index], code: 'unknown_field', params: { name: key } }],
    );
  },
  valueSchema: () => ({ type: 'string', format: 'uuid' }),
  normalise: (input) => normaliseId(input),
  parse: (input, config, env) => parseId(input, config.form, env),
  format: (value, _config, env) => formatId(value, env),
  column: () => 'uuid',
  target: (config) => config.form,
};
