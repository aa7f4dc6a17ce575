import { localText } from '@trellis/metadata';
import { type FormEvent, useState } from 'react';
import { type Answers, formAddress, type Opened, query, type Refusal } from './api.ts';
import { locale, t } from './texts.ts';

/** Finds records by exact values. */
export function Query({ front, pass }: { readonly front: Opened; readonly pass: string | undefined }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [answers, setAnswers] = useState<Answers>();
  const [problem, setProblem] = useState('');
  const find = async (event: FormEvent) => {
    event.preventDefault();
    setProblem('');
    try {
      setAnswers(await query(values, pass));
    } catch (error) {
      setAnswers(undefined);
      setProblem((error as Refusal).message || t('failedHint'));
    }
  };
  return (
    <>
      <form className="p-form" onSubmit={find} aria-label={t('queryTitle')}>
        <p className="p-help">{t('queryHint')}</p>
        {(front.query ?? []).map(({ field, label }) => (
          <div key={field} className="p-field">
            <label htmlFor={`p-${field}`}>{localText(label, locale)}</label>
            <input
              id={`p-${field}`}
              className="p-input"
              autoComplete="off"
              required
              maxLength={500}
              value={values[field] ?? ''}
              onChange={({ target }) => setValues((old) => ({ ...old, [field]: target.value }))}
            />
          </div>
        ))}
        {problem ? (
          <p className="p-error" role="alert">
            {problem}
          </p>
        ) : null}
        <button type="submit" className="p-submit">
          {t('find')}
        </button>
      </form>
      <div role="status" className="p-answers">
        {answers ? <Found answers={answers} /> : null}
      </div>
      <p className="p-foot">
        <a href={formAddress}>{t('back')}</a>
      </p>
    </>
  );
}

function Found({ answers: { columns, rows } }: { readonly answers: Answers }) {
  if (rows.length === 0) return <p className="p-nothing">{t('nothing')}</p>;
  return (
    <>
      <h2 className="p-found">{t('found', rows.length)}</h2>
      {rows.map((row, index) => (
        <dl key={`${index} ${row[0]}`} className="p-record">
          {columns.map(({ field, label }, place) => (
            <div key={field}>
              <dt>{localText(label, locale)}</dt>
              <dd>{row[place] || '—'}</dd>
            </div>
          ))}
        </dl>
      ))}
    </>
  );
}
