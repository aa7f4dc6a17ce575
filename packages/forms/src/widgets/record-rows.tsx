import { localText } from '@trellis/metadata';
import { useIsPhone, useLocale } from '@trellis/ui/react';
import { Checkbox, Radio } from 'antd';
import type { ReactNode } from 'react';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { FieldCell } from '../view/field-cell.tsx';
import type { Refs } from './facet.tsx';
import { useT } from './messages.tsx';
import { RecordLink } from './record-link.tsx';
import './relations.css';
import type { LinkedRow } from './relations.ts';

interface RowsProps {
  /** Form of the records. */
  readonly form: CompiledForm;
  readonly rows: readonly LinkedRow[];
  readonly refs: Refs;
  /** Fields shown beside the title. */
  readonly columns: readonly string[];
  /** Rows can be chosen. */
  readonly choice?: {
    readonly multiple: boolean;
    readonly chosen: ReadonlySet<string>;
    toggle(row: LinkedRow): void;
  };
  /** Buttons at the end of a row. */
  readonly tools?: ((row: LinkedRow) => ReactNode) | undefined;
  /** "cards" at a desk too. */
  readonly look?: 'table' | 'cards';
  /** Name for those who do not see it. */
  readonly label: string;
}

/** Records of another form: a small table at a desk, cards on a phone. */
export function RecordRows(props: RowsProps) {
  const phone = useIsPhone();
  const { form, columns } = props;
  const fields = columns.flatMap((key) => {
    const field = form.fields.get(key);
    return field && key !== form.titleField ? [field] : [];
  });
  return phone || props.look === 'cards' ? (
    <Cards {...props} fields={fields} />
  ) : (
    <Table {...props} fields={fields} />
  );
}

type Parts = RowsProps & { readonly fields: readonly CompiledField[] };

function Table({ form, rows, refs, fields, choice, tools, label }: Parts) {
  const { locale } = useLocale();
  const t = useT();
  const title = form.fields.get(form.titleField);
  return (
    <div className="f-recs-frame">
      <table className="f-recs" aria-label={label}>
        <thead>
          <tr>
            {choice ? (
              <th className="f-recs-pick">
                <span className="t-sr-only">{t('chosen')}</span>
              </th>
            ) : null}
            <th>{title ? localText(title.meta.label, locale) : t('title')}</th>
            {fields.map(({ key, meta, kind }) => (
              <th key={key} data-right={kind === 'number' || undefined}>
                {localText(meta.label, locale)}
              </th>
            ))}
            {tools ? (
              <th>
                <span className="t-sr-only">{t('actions')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.id}
              data-chosen={choice?.chosen.has(row.id) || undefined}
              onClick={choice ? () => choice.toggle(row) : undefined}
            >
              {choice ? (
                <td className="f-recs-pick">
                  <Pick choice={choice} row={row} />
                </td>
              ) : null}
              <td>{choice ? <span title={row.title}>{row.title}</span> : <Title form={form} row={row} />}</td>
              {fields.map((field) => (
                <td key={field.key} data-right={field.kind === 'number' || undefined}>
                  <FieldCell field={field} value={row.values[field.key]} refs={refs} />
                </td>
              ))}
              {tools ? <td className="f-recs-tools">{tools(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ form, rows, refs, fields, choice, tools, label }: Parts) {
  const { locale } = useLocale();
  return (
    <ul className="f-rec-cards" aria-label={label}>
      {rows.map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box in the card is for the keyboard
        <li
          key={row.id}
          className="f-rec-card"
          data-chosen={choice?.chosen.has(row.id) || undefined}
          onClick={choice ? () => choice.toggle(row) : undefined}
        >
          <div className="f-rec-card-head">
            {choice ? <Pick choice={choice} row={row} /> : null}
            {choice ? <strong className="t-ellipsis">{row.title}</strong> : <Title form={form} row={row} />}
            {tools ? <span className="f-recs-tools">{tools(row)}</span> : null}
          </div>
          {fields.map((field) => {
            const value = row.values[field.key];
            return value === null || value === undefined ? null : (
              <div key={field.key} className="f-rec-card-fact">
                <span className="t-muted">{localText(field.meta.label, locale)}</span>
                <FieldCell field={field} value={value} refs={refs} />
              </div>
            );
          })}
        </li>
      ))}
    </ul>
  );
}

function Title({ form, row }: { form: CompiledForm; row: LinkedRow }) {
  return <RecordLink target={form.ref} id={row.id} refs={{ [row.id]: { title: row.title } }} />;
}

function Pick({ choice, row }: { choice: NonNullable<RowsProps['choice']>; row: LinkedRow }) {
  const Box = choice.multiple ? Checkbox : Radio;
  return (
    <Box
      aria-label={row.title}
      checked={choice.chosen.has(row.id)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => choice.toggle(row)}
    />
  );
}
