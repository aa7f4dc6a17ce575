import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ApiError } from '../api/error.ts';
import { Icon } from './icon.tsx';
import { useT } from './messages.ts';

interface StateProps {
  /** Name of an icon of the set. */
  readonly icon?: string;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The first thing to do here. */
  readonly action?: ReactNode;
}

/** What an empty place says: what it is for, and the first action. */
export function EmptyState({ icon = 'inbox', title, description, action }: StateProps) {
  return (
    <div className="t-state">
      <span className="t-state-icon">
        <Icon name={icon} />
      </span>
      <p className="t-state-title">{title}</p>
      {description ? <p className="t-state-text">{description}</p> : null}
      {action ? <div className="t-state-actions">{action}</div> : null}
    </div>
  );
}

/** What a failed query shows instead of its data: what went wrong in words, and a way on. */
export function ErrorState({
  error,
  onRetry,
  action,
}: {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}) {
  const t = useT();
  const known = error instanceof ApiError ? error : undefined;
  return (
    <div className="t-state" role="alert">
      <span className="t-state-icon" data-tone="danger">
        <Icon name="warning" />
      </span>
      <p className="t-state-title">{known?.title ?? t('failed')}</p>
      <p className="t-state-text">{known?.detail ?? (known && known.status < 500 ? '' : t('failedHint'))}</p>
      {known?.requestId ? <p className="t-state-text">{t('requestId', { id: known.requestId })}</p> : null}
      <div className="t-state-actions">
        {onRetry ? (
          <Button icon={<Icon name="reload" />} onClick={onRetry}>
            {t('retry')}
          </Button>
        ) : null}
        {action}
      </div>
    </div>
  );
}

/** Title of a page with its main actions. */
export function PageHeader({
  title,
  description,
  icon,
  actions,
}: {
  title: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="t-page-header">
      {icon}
      <div className="t-page-header-text">
        <h1 className="t-ellipsis">{title}</h1>
        {description ? <p>{description}</p> : null}
      </div>
      {actions ? <div className="t-page-header-actions">{actions}</div> : null}
    </header>
  );
}
