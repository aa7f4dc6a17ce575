import { type FormEvent, useState } from 'react';
import { type Refusal, unlock } from './api.ts';
import { t } from './texts.ts';

/** Asks for the password of the form. */
export function Password({ onOpen }: { readonly onOpen: (pass: string) => void }) {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      onOpen((await unlock(password)).pass);
    } catch (error) {
      setProblem((error as Refusal).message || t('failedHint'));
      document.getElementById('p-password')?.focus();
    }
    setBusy(false);
  };
  return (
    <form className="p-form" onSubmit={enter}>
      <div className="p-field">
        <label htmlFor="p-password">{t('password')}</label>
        <input
          id="p-password"
          className="p-input"
          type="password"
          autoComplete="off"
          value={password}
          aria-invalid={problem !== '' || undefined}
          aria-describedby="p-password-help"
          onChange={({ target }) => setPassword(target.value)}
        />
        <p
          id="p-password-help"
          className={problem ? 'p-error' : 'p-help'}
          role={problem ? 'alert' : undefined}
        >
          {problem || t('passwordHint')}
        </p>
      </div>
      <button type="submit" className="p-submit" disabled={busy || password === ''}>
        {t('enter')}
      </button>
    </form>
  );
}
