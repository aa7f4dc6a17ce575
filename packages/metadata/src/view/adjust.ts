import type { JsonObject } from '../form/types.ts';
import type { TableColumn, ViewAdjustment, ViewDocument } from './types.ts';

/** A view as a member has adjusted it. What is picked and folded is no part of it. */
export function adjusted(view: ViewDocument, adjustment: ViewAdjustment): ViewDocument {
  const { sort, group, totals, rowHeight, config } = adjustment;
  return {
    ...view,
    ...(sort && { sort }),
    ...(group && { group }),
    ...(totals && { totals }),
    ...(rowHeight && { rowHeight }),
    ...(config && { config: withSettings(view.config, config) }),
  };
}

function withSettings(of: JsonObject, own: JsonObject): JsonObject {
  const columns = columnsIn(of);
  const chosen = columnsIn(own);
  const merged = columns && chosen ? { columns: withGained(columns, chosen) } : {};
  return { ...of, ...own, ...merged } as JsonObject;
}

const columnsIn = ({ columns }: JsonObject): readonly TableColumn[] | undefined =>
  Array.isArray(columns) ? (columns as unknown as readonly TableColumn[]) : undefined;

/** Chosen columns, with those that the view has gained since: after their left neighbour. */
function withGained(columns: readonly TableColumn[], chosen: readonly TableColumn[]): readonly TableColumn[] {
  const result = [...chosen];
  for (const [index, column] of columns.entries()) {
    if (result.some(({ field }) => field === column.field)) continue;
    const left = columns[index - 1];
    result.splice(left ? result.findIndex(({ field }) => field === left.field) + 1 : 0, 0, column);
  }
  return result;
}
