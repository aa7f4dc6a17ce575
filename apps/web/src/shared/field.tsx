import type { Shared } from './api.ts';
import { t } from './texts.ts';

type Field = Shared['fields'][number];

/** What a field holds: a text, rows, or files. */
export function FieldValue({ field }: { readonly field: Field }) {
  if (field.table) return <Rows {...field.table} />;
  if (field.files)
    return (
      <ul className="s-files">
        {field.files.map((file) => (
          <li key={file.view}>
            {file.mime.startsWith('image/') ? (
              <a href={file.view} target="_blank" rel="noreferrer">
                <img src={file.view} alt={file.name} loading="lazy" />
              </a>
            ) : null}
            <a href={file.save} download={file.name} aria-label={t('save', file.name)}>
              {file.name}
            </a>
          </li>
        ))}
      </ul>
    );
  return <>{field.text ?? <span className="s-empty">{t('empty')}</span>}</>;
}

function Rows({ columns, rows }: NonNullable<Field['table']>) {
  if (rows.length === 0) return <span className="s-empty">{t('noRows')}</span>;
  return (
    // A table that is wider than the page is scrolled by itself, also by the keys.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll what has the focus
    <div className="s-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column, index) => (
              // Columns and rows never move.
              <th key={`${index} ${column}`} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
