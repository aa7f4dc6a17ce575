import type { CompiledForm } from '@trellis/forms/model';
import type { TableConfig } from '@trellis/metadata';
import { columnsOf } from '../../data/columns.ts';
import type { ViewKind } from '../contract.ts';

/** Columns of a view that nobody set up: enough to know a record by, not all that there is. */
const FIRST_FIELDS = 7;

/** Records as rows, fields as columns. */
export const table: ViewKind<TableConfig> = {
  type: 'table',
  icon: 'table',
  label: { zh: '表格', en: 'Table' },
  description: { zh: '逐行查看、比较和修改', en: 'Read, compare and change row by row' },
  usual: () => true,
  config: {
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['columns'],
      properties: {
        columns: {
          type: 'array',
          items: {
            type: 'object',
            additionalProperties: false,
            required: ['field'],
            properties: {
              field: { type: 'string', maxLength: 60 },
              width: { type: 'integer', minimum: 40, maximum: 1000 },
            },
          },
        },
      },
    },
    defaults: (form) => ({ columns: usualColumns(form).map((field) => ({ field })) }),
  },
  fields: (config, form) => columnsOf(form, config.columns).flatMap((c) => (c.field ? [c.key] : [])),
  columns: (config, form) => columnsOf(form, config.columns).map(({ key }) => key),
};

function usualColumns(form: CompiledForm): string[] {
  const fields = [...form.fields.values()].filter((f) => f.key !== form.titleField && !f.type.wide);
  return [form.titleField, ...fields.slice(0, FIRST_FIELDS).map((f) => f.key), '_owner_id', '_updated_at'];
}
