import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { ApiError, EmptyState, ErrorState } from '@trellis/ui/react';
import { Button } from 'antd';
import { useT } from '../messages.ts';

/** What a page shows when its code failed. The error is left in the console for whoever looks into it. */
export function Crash({ error, reset }: ErrorComponentProps) {
  const t = useT();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  if (error instanceof ApiError) return <ErrorState error={error} onRetry={retry} />;
  return (
    <EmptyState
      icon="warning"
      title={t('crashTitle')}
      description={
        <>
          {t('crashText')}
          <code className="w-crash-text">{error instanceof Error ? error.message : String(error)}</code>
        </>
      }
      action={
        <>
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('reload')}
          </Button>
          <Link to="/">
            <Button tabIndex={-1}>{t('toHome')}</Button>
          </Link>
        </>
      }
    />
  );
}

/** An address that leads nowhere, or to what the member may not see: both look the same. */
export function NotFound() {
  const t = useT();
  return (
    <EmptyState
      icon="search"
      title={t('notFoundTitle')}
      description={t('notFoundText')}
      action={
        <Link to="/">
          <Button tabIndex={-1}>{t('toHome')}</Button>
        </Link>
      }
    />
  );
}
