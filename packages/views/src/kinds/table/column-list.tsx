import type { CompiledForm } from '@trellis/forms/model';
import type { TableColumn } from '@trellis/metadata';
import { moved, SortableList } from '@trellis/ui/react';
import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { columnOf } from '../../data/columns.ts';
import { useFieldLabel } from '../../data/labels.tsx';
import { useT } from '../../messages.ts';
import { withColumn } from '../../state/columns.ts';

/** Fields above which a list of them can be searched. */
const MANY = 12;

/** System fields that may be columns. */
const SYSTEM = ['_owner_id', '_department_id', '_created_at', '_created_by', '_updated_at', '_updated_by'];

/** The columns of a table, to be shown, hidden and moved; below them the fields that are none yet. */
export function ColumnList(props: {
  readonly form: CompiledForm;
  readonly columns: readonly TableColumn[];
  readonly onChange: (columns: readonly TableColumn[]) => void;
}) {
  const { form, onChange } = props;
  const t = useT();
  const label = useFieldLabel(form);
  const [typed, setTyped] = useState('');
  // What names a row comes first and always shows.
  const known = props.columns.filter(({ field }) => columnOf(form, field));
  const first = known.find(({ field }) => field === form.titleField) ?? { field: form.titleField };
  const columns = known.filter((column) => column.field !== form.titleField);
  const change = (next: readonly TableColumn[]) => onChange([first, ...next]);
  const named = (field: string) => label(field).toLowerCase().includes(typed.trim().toLowerCase());
  const others = [...form.fields.keys(), ...SYSTEM].filter(
    (field) => field !== first.field && columns.every((column) => column.field !== field),
  );
  const row = (field: string, shown: boolean, handle?: React.ReactNode) => (
    <div className="v-columns-row">
      <Checkbox
        checked={shown}
        onChange={(event) => change(withColumn(columns, field, { hidden: !event.target.checked }))}
      >
        {label(field)}
      </Checkbox>
      {handle}
    </div>
  );
  return (
    <>
      {columns.length + others.length > MANY ? (
        <Input
          size="small"
          allowClear
          aria-label={t('findField')}
          placeholder={t('findField')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      ) : null}
      <div className="v-columns-list">
        {named(first.field) ? (
          <div className="v-columns-row">
            <Checkbox checked disabled>
              {label(first.field)}
            </Checkbox>
          </div>
        ) : null}
        {typed.trim() ? (
          columns
            .filter(({ field }) => named(field))
            .map(({ field, hidden }) => <div key={field}>{row(field, !hidden)}</div>)
        ) : (
          <SortableList
            items={columns.map((column) => ({ ...column, id: column.field }))}
            label={({ field }) => label(field)}
            onMove={(from, to) => change(moved(columns, from, to))}
            render={({ field, hidden }, handle) => row(field, !hidden, handle)}
          />
        )}
        {others.filter(named).map((field) => (
          <div key={field}>{row(field, false)}</div>
        ))}
      </div>
    </>
  );
}
