import './duplicates.css';
import { KeySettings } from './key-settings.tsx';
import { useT } from './messages.ts';
import { SimilarSettings } from './similar-settings.tsx';

/** What no two records of the form may have in common, and what is shown as a possible duplicate. */
export function DuplicatesSettings() {
  const t = useT();
  return (
    <section className="d-type-settings" aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <KeySettings />
      <SimilarSettings />
    </section>
  );
}
