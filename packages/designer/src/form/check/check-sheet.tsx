import { EmptyState, Icon, Sheet } from '@trellis/ui/react';
import { useDesign } from '../design.tsx';
import './check.css';
import { useT } from './messages.ts';
import { useWords } from './words.ts';

/** All that is wrong with the form, or may be; each leads to where it is put right. */
export function CheckSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useT();
  const words = useWords();
  const { issues, findings } = useDesign();
  const of = (level: 'problem' | 'hint') =>
    findings
      .filter((finding) => finding.level === level)
      .map((finding) => ({
        id: JSON.stringify([finding.code, finding.rows, finding.at]),
        ...words.finding(finding),
        open: () => words.openFinding(finding),
      }));
  const lists = [
    {
      tone: 'danger',
      title: t('blocking'),
      items: issues.map((issue) => ({
        id: JSON.stringify([issue.code, issue.path]),
        ...words.issue(issue),
        open: () => words.openIssue(issue),
      })),
    },
    { tone: 'warning', title: t('problems'), items: of('problem') },
    { tone: 'hint', title: t('hints'), items: of('hint') },
  ].filter(({ items }) => items.length > 0);
  return (
    <Sheet open desk="drawer" width={440} title={t('check')} onClose={onClose}>
      {lists.length === 0 ? (
        <EmptyState icon="check-circle" title={t('allWell')} description={t('allWellHint')} />
      ) : (
        lists.map(({ tone, title, items }) => (
          <section key={title} className="d-findings" aria-label={title}>
            <h3>{title}</h3>
            <ul>
              {items.map(({ id, where, what, open }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="d-finding"
                    data-tone={tone}
                    onClick={() => {
                      open();
                      onClose();
                    }}
                  >
                    <Icon name={tone === 'hint' ? 'bulb' : 'warning'} />
                    <span>
                      <strong>{where}</strong>
                      <span>{what}</span>
                    </span>
                    <Icon name="right" />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
    </Sheet>
  );
}
