import { FieldCell } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { RecordData, Refs } from '@trellis/ui/react';
import { FoundIn } from '../search/found-in.tsx';
import { type Column, isSystemField } from './columns.ts';
import { SystemCell } from './system-cell.tsx';

/** What a column shows of a record, on one line. */
export function ColumnCell({ column, record, refs }: { column: Column; record: RecordData; refs: Refs }) {
  if (column.field) {
    const value = (record.values[column.key] ?? null) as Value;
    return (
      <FoundIn field={column.field} value={value}>
        <FieldCell field={column.field} value={value} refs={refs} look="row" />
      </FoundIn>
    );
  }
  return isSystemField(column.key) ? <SystemCell record={record} field={column.key} refs={refs} /> : null;
}
