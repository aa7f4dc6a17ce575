import { FieldCell } from '@trellis/forms/react';
import type { Value } from '@trellis/logic';
import type { TableConfig } from '@trellis/metadata';
import { useLocale, useRecords } from '@trellis/ui/react';
import type { Relation } from '../catalog/catalog.ts';
import { useFieldLabel } from '../data/labels.tsx';
import { table } from '../kinds/table/model.ts';
import { pointsTo } from '../record/related-list.tsx';
import { useT } from './messages.ts';

/** Rows and columns of a related list that fit on paper. */
const ROWS = 50;
const COLUMNS = 6;

/** The records of another form that refer to a record, as a table. */
export function PrintedRelation({ relation, id }: { readonly relation: Relation; readonly id: string }) {
  const { info, field } = relation;
  const { form } = info;
  const t = useT();
  const { text } = useLocale();
  const label = useFieldLabel(form);
  const saved = [...info.views.values()].find((view) => view.kind === table.type);
  const config = (saved?.config as TableConfig | undefined) ?? table.config.defaults(form);
  const columns = (config?.columns ?? [])
    .flatMap((column) => form.fields.get(column.field) ?? [])
    .filter(({ key }) => key !== field.key)
    .slice(0, COLUMNS);
  const page = useRecords(form.ref, {
    filter: pointsTo(field, id),
    fields: columns.map(({ key }) => key),
    limit: ROWS,
    total: 'capped',
  }).data;
  if (!page || page.records.length === 0) return null;
  const left = (page.total?.value ?? page.records.length) - page.records.length;
  return (
    <section className="v-paper-related">
      <h3 className="f-section-title">{text(info.label)}</h3>
      <table>
        <thead>
          <tr>
            {columns.map(({ key }) => (
              <th key={key}>{label(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.records.map((record) => (
            <tr key={record.id}>
              {columns.map((column) => (
                <td key={column.key}>
                  <FieldCell
                    field={column}
                    value={(record.values[column.key] ?? null) as Value}
                    refs={page.refs}
                    look="row"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? <p className="v-paper-more">{t('more', { count: left })}</p> : null}
    </section>
  );
}
