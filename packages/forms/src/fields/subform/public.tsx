import type { Value } from '@trellis/logic';
import { newId } from '@trellis/metadata';
import type { PublicFacet, PublicField } from '../../public/facet.tsx';
import { say } from '../../public/texts.ts';
import type { SubformConfig } from './model.ts';

type Row = { readonly [column: string]: Value };

/** Rows as cards: on a phone there is no room for a table. */
export const publicSubform: PublicFacet<SubformConfig> = {
  type: 'subform',
  group: true,
  Input: ({ field, config, value, onChange, id, disabled, place }) => {
    const rows = Array.isArray(value) ? (value as unknown as readonly Row[]) : [];
    const { locale } = place;
    const put = (next: readonly Row[]) => onChange(next.length === 0 ? null : next);
    const columns = Object.entries(config.form.properties).map(
      ([key, { trellis }]): PublicField => ({
        key,
        meta: trellis,
        config: trellis.config,
        required: config.form.required.includes(key),
      }),
    );
    const may = (what: 'add' | 'delete') => !disabled && !config.denied?.includes(what);
    return (
      <div className="p-rows">
        {rows.map((row, index) => (
          <section key={String(row._id)} className="p-row" aria-label={say(locale, 'row', index + 1)}>
            <div className="p-row-head">
              <span>{say(locale, 'row', index + 1)}</span>
              {may('delete') ? (
                <button
                  type="button"
                  className="p-small"
                  aria-label={say(locale, 'removeRow', index + 1)}
                  onClick={() => put(rows.filter((one) => one !== row))}
                >
                  ×
                </button>
              ) : null}
            </div>
            {columns.map((column) =>
              place.drawColumn(field, index, column, row[column.key] ?? null, (cell) =>
                put(rows.map((one) => (one === row ? { ...row, [column.key]: cell } : one))),
              ),
            )}
          </section>
        ))}
        {may('add') && rows.length < (config.max ?? 200) ? (
          <button type="button" id={id} className="p-button" onClick={() => put([...rows, { _id: newId() }])}>
            {say(locale, 'addRow')}
          </button>
        ) : null}
      </div>
    );
  },
};
