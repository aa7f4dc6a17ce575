import { useCallback, useEffect, useState } from 'react';
import { open, type Shared } from './api.ts';
import { FieldValue } from './field.tsx';
import { locale, t } from './texts.ts';

/** A record that somebody shows to people outside: to read, and nothing else. */
export function App() {
  const [shared, setShared] = useState<Shared | number>();
  const load = useCallback(() => {
    setShared(undefined);
    void open().then(setShared);
  }, []);
  useEffect(load, [load]);
  useEffect(() => {
    if (typeof shared === 'object') document.title = shared.title;
  }, [shared]);

  if (shared === undefined)
    return (
      <main className="s-page" aria-busy="true">
        <p role="status">{t('loading')}</p>
      </main>
    );
  if (typeof shared === 'number') {
    const gone = shared === 404;
    return (
      <main className="s-page s-message">
        <h1>{t(gone ? 'gone' : 'failed')}</h1>
        <p role="status">{t(gone ? 'goneHint' : shared === 429 ? 'often' : 'failedHint')}</p>
        {gone ? null : (
          <button type="button" onClick={load}>
            {t('again')}
          </button>
        )}
      </main>
    );
  }
  const { title, form, workspace, by, expiresAt, fields } = shared;
  const until =
    expiresAt &&
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(expiresAt));
  return (
    <main className="s-page">
      <header>
        <p className="s-from">
          {workspace} · {t('by', by)}
        </p>
        <h1>{title}</h1>
        {form === title ? null : <p className="s-form">{form}</p>}
      </header>
      <dl>
        {fields.map((field, index) => (
          // Two fields may have one name; their order is the form's.
          <div key={`${index} ${field.label}`} data-wide={field.table || field.files ? true : undefined}>
            <dt>{field.label}</dt>
            <dd>
              <FieldValue field={field} />
            </dd>
          </div>
        ))}
      </dl>
      <footer>
        {t('readonly')}
        {until ? ` · ${t('until', until)}` : ''}
      </footer>
    </main>
  );
}
