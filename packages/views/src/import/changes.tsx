import { fieldLabel } from '@trellis/forms/react';
import { useLocale } from '@trellis/ui/react';
import type { FormInfo } from '../catalog/catalog.ts';
import { useT } from './messages.ts';
import type { ImportJob } from './use-import.tsx';

type Changes = NonNullable<NonNullable<ImportJob['preview']>['changes']>;

/** Records that the import changes: what stands there, and what will. */
export function ChangeList({ info, changes }: { readonly info: FormInfo; readonly changes: Changes }) {
  const t = useT();
  const { locale } = useLocale();
  return (
    <section className="v-import-section">
      <div className="v-import-section-head">
        <h2>{t('changesTitle')}</h2>
        <span className="t-muted">{t('changesText', { count: changes.length })}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className="v-import-scroll" tabIndex={0} aria-label={t('changesTitle')}>
        <table className="v-import-table">
          <thead>
            <tr>
              <th className="t-num">{t('row')}</th>
              <th>{t('record')}</th>
              <th>{t('changes')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ row, record, title, cells }) => (
              <tr key={record}>
                <td className="t-num">{row}</td>
                <td>
                  <span className="v-import-cell">{title ?? ''}</span>
                </td>
                <td className="v-import-diffs">
                  <ul>
                    {Object.entries(cells).map(([field, { before, after }]) => (
                      <li key={field}>
                        <span className="t-muted">{fieldLabel(info.form, field, locale)}</span>{' '}
                        <del>{before || t('nothing')}</del> <span aria-hidden="true">→</span>{' '}
                        <ins>{after || t('nothing')}</ins>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
