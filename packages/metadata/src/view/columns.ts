import type { JsonObject } from '../form/types.ts';
import type { TableConfig, ViewDocument } from './types.ts';

/** A table view that shows further fields, before the system columns that usually end it. */
export function withColumns(view: ViewDocument, fields: readonly string[]): ViewDocument {
  const { columns } = view.config as unknown as TableConfig;
  const added = fields.filter((field) => !columns.some((column) => column.field === field));
  if (added.length === 0) return view;
  let at = columns.length;
  while (at > 0 && columns[at - 1]?.field.startsWith('_')) at--;
  return {
    ...view,
    config: {
      ...view.config,
      columns: columns.toSpliced(at, 0, ...added.map((field) => ({ field }))),
    } as unknown as JsonObject,
  };
}
