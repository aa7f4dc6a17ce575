import type { FormInfo } from '../catalog/catalog.ts';
import { columnOf } from '../data/columns.ts';
import type { TimeField, TimeFields } from './span.ts';

/** Whether this member may change a field of a form. */
function mayWrite(info: FormInfo, key: string): boolean {
  const field = info.form.fields.get(key);
  return (
    field !== undefined &&
    !field.type.generated &&
    !field.meta.readonly &&
    info.actions.has('edit') &&
    !info.readonly.has(key)
  );
}

/** Whether this member may give a record to another row: another value of the field, or another owner. */
export const mayAssign = (info: FormInfo, key: string): boolean =>
  mayWrite(info, key) || (key === '_owner_id' && info.actions.has('edit'));

function timeField(info: FormInfo, key: string | undefined): TimeField | undefined {
  const column = key === undefined ? undefined : columnOf(info.form, key);
  if (column?.field?.many || (column?.kind !== 'date' && column?.kind !== 'datetime')) return undefined;
  return { key: column.key, kind: column.kind, writable: mayWrite(info, column.key) };
}

/** The fields that records take their time from; undefined where the start is gone or hidden from this member. */
export function timeFields(
  info: FormInfo,
  config: { readonly start: string; readonly end?: string },
): TimeFields | undefined {
  const start = timeField(info, config.start);
  const end = timeField(info, config.end);
  if (!start) return undefined;
  return end && end.kind === start.kind && end.key !== start.key ? { start, end } : { start };
}

/** Whether a record may be put elsewhere: the end moves along with the start. */
export const mayMove = ({ start, end }: TimeFields): boolean => start.writable && (end?.writable ?? true);
