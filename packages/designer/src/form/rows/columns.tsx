import { type CompiledField, fieldTypes } from '@trellis/forms/model';
import { newId } from '@trellis/metadata';
import { Icon, SortableList, useLocale } from '@trellis/ui/react';
import { Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useDesign } from '../design.tsx';
import { useT } from '../messages.ts';
import { FieldPanel } from '../panel/field-panel.tsx';
import { countByField } from '../problems.ts';
import {
  inRows,
  issuesInRows,
  mayBeColumn,
  moveColumn,
  newColumn,
  removeColumn,
  rowsDocument,
} from './commands.ts';
import { OutOfRows } from './out-of-rows.tsx';
import { RowsDesign } from './rows-design.tsx';

const COLUMN_TYPES = () => fieldTypes.list().filter(mayBeColumn);

/** The columns of a sub-form: their order, what is in them, and the settings of each as of a field. */
export function Columns({ field }: { field: CompiledField }) {
  const t = useT();
  const { text } = useLocale();
  const { document, issues, run } = useDesign();
  const [open, setOpen] = useState<Opened>();
  const rows = rowsDocument(document, field.key);
  const problems = useMemo(
    () => countByField(issuesInRows(document, field.key, issues)),
    [document, field.key, issues],
  );
  if (!rows || !field.owned) return null;
  const columns = [...field.owned.fields.values()];
  const add = (type: string) => {
    const { key, command } = newColumn(rows, type);
    run(inRows(field.key, command));
    setOpen(opened(key, { fresh: true }));
  };
  const current = columns.find(({ key }) => key === open?.key)?.key;
  return (
    <section className="d-type-settings d-columns" aria-label={t('rowColumns')}>
      <h3>{t('rowColumns')}</h3>
      <SortableList
        items={columns.map((column) => ({ ...column, id: column.key }))}
        label={({ meta }) => text(meta.label)}
        onMove={(from, to) => run(inRows(field.key, moveColumn(rows, from, to)))}
        render={({ key, meta, type }, handle) => (
          <div className="d-column" data-column={key} data-selected={current === key || undefined}>
            {handle}
            <button
              type="button"
              className="d-column-name"
              aria-expanded={current === key}
              onClick={() => setOpen(current === key ? undefined : opened(key))}
            >
              <Icon name={type.icon} />
              <span className="t-ellipsis">{text(meta.label)}</span>
              {problems.get(key) ? <Icon name="warning" /> : null}
            </button>
            <Button
              type="text"
              size="small"
              icon={<Icon name="delete" />}
              aria-label={t('remove', { field: text(meta.label) })}
              disabled={columns.length === 1}
              onClick={() => run(inRows(field.key, removeColumn(rows, key)))}
            />
          </div>
        )}
      />
      <Select<string | null>
        style={{ width: '100%' }}
        aria-label={t('addColumn')}
        placeholder={t('addColumn')}
        value={null}
        showSearch={{ optionFilterProp: 'label' }}
        options={COLUMN_TYPES().map((type) => ({ value: type.type, label: text(type.label) }))}
        onChange={(type) => {
          if (type !== null) add(type);
        }}
      />
      {current === undefined || !open ? null : (
        <OneColumn
          key={open.turn}
          field={field}
          column={current}
          fresh={open.fresh ?? false}
          // A column that only changed its key is still the same: its panel stays as it is, and so does the focus.
          onSelect={(key) => setOpen(key === undefined ? undefined : { ...open, key, fresh: false })}
        />
      )}
    </section>
  );
}

/** The column whose settings are open. */
interface Opened {
  readonly key: string;
  readonly turn: string;
  /** Just added: it wants a name first. */
  readonly fresh?: boolean;
}
const opened = (key: string, how: Pick<Opened, 'fresh'> = {}): Opened => ({ key, turn: newId(), ...how });

/** The panel of a column: that of a field, over the rows as a form. */
function OneColumn(props: {
  field: CompiledField;
  column: string;
  fresh: boolean;
  onSelect: (column: string | undefined) => void;
}) {
  const { field, column, fresh, onSelect } = props;
  const t = useT();
  const { text } = useLocale();
  const label = field.owned?.fields.get(column)?.meta.label;
  return (
    <section className="d-column-panel" aria-label={label ? text(label) : column}>
      <RowsDesign field={field} onSelect={onSelect}>
        <FieldPanel fieldKey={column} fresh={fresh} />
      </RowsDesign>
      <OutOfRows rows={field.key} column={column} />
      <Button block onClick={() => onSelect(undefined)}>
        {t('closeColumn')}
      </Button>
    </section>
  );
}
