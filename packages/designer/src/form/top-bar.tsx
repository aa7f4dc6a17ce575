import { Icon, useIsPhone, useLocale } from '@trellis/ui/react';
import { Badge, Button } from 'antd';
import type { SaveStatus } from '../core/autosave.ts';
import { Attendance, type Designer } from './attendance.tsx';
import { useDesign } from './design.tsx';
import { HistoryButtons } from './history-buttons.tsx';
import { useT } from './messages.ts';
import { TopTools } from './top-tools.tsx';

const ICONS: Readonly<Record<SaveStatus, string>> = {
  saved: 'check-circle',
  pending: 'clock-circle',
  saving: 'clock-circle',
  failed: 'warning',
  conflict: 'warning',
};

/** The way back, the form's name, history, save state and publishing. */
export function TopBar(props: {
  status: SaveStatus;
  others: readonly Designer[];
  /** Nothing differs from what is published. */
  same: boolean;
  href: string;
  onBack: () => void;
  onPublish: () => void;
}) {
  const t = useT();
  const { text } = useLocale();
  const phone = useIsPhone();
  const { document, issues, selection, selectForm } = useDesign();
  const status = t(props.same && props.status === 'saved' ? 'same' : props.status);
  return (
    <section className="d-top" data-pane="top" aria-label={t('topBar')}>
      <a
        className="d-back"
        href={props.href}
        aria-label={t('back')}
        title={t('back')}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          props.onBack();
        }}
      >
        <Icon name="left" />
      </a>
      <button
        type="button"
        className="d-name"
        aria-pressed={selection.kind === 'form'}
        title={t('formProperties')}
        onClick={selectForm}
      >
        <Icon name={document.trellis.icon ?? 'file-text'} />
        <h1 className="t-ellipsis">{text(document.trellis.label)}</h1>
        {phone ? null : <Icon name="edit" className="t-muted" />}
      </button>
      <span className="d-status" data-status={props.status} role="status" title={status}>
        <Icon name={ICONS[props.status]} />
        {phone ? <span className="t-sr-only">{status}</span> : status}
      </span>
      <Attendance others={props.others} />
      <span className="d-spring" />
      <HistoryButtons />
      <TopTools />
      <Badge count={issues.length} size="small" title={t('hasProblems', { count: issues.length })}>
        <Button type="primary" onClick={props.onPublish}>
          {t('publish')}
        </Button>
      </Badge>
    </section>
  );
}
