import { Alert } from 'antd';
import { useDesign } from '../design.tsx';
import { useWords } from './words.ts';

/** What the checker has found of the field, section or form that is chosen. */
export function SelectedFindings() {
  const { selection, findings } = useDesign();
  const words = useWords();
  const own = findings.filter(({ at, rows, level }) => {
    if (level === 'hint') return false;
    if (rows !== undefined) return selection.kind === 'field' && selection.key === rows;
    if (selection.kind === 'form') return at.kind === 'form' || at.kind === 'check';
    return 'key' in selection && selection.kind === at.kind && selection.key === at.key;
  });
  if (own.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="d-panel-alert"
      title={own.map((finding) => {
        const { where, what } = words.finding(finding);
        const isChosen = finding.rows === undefined && finding.at.kind === selection.kind;
        return <div key={`${finding.code} ${finding.at.key}`}>{isChosen ? what : `${where}：${what}`}</div>;
      })}
    />
  );
}
