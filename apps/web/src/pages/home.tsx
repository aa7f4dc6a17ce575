import { Link, Navigate } from '@tanstack/react-router';
import { EmptyState, useMe } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { Button } from 'antd';
import { useT } from '../messages.ts';
import { useHere, useMenuApp } from '../shell/here.tsx';
import { menuOf } from '../shell/menu-items.ts';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** The start: the app one used last, or how to get a first one. */
export function HomePage() {
  const t = useT();
  const { ws } = useHere();
  const app = useMenuApp();
  const admin = useMe().data?.admin ?? false;
  useTitle(t('home'));
  if (app) return <Navigate to="/w/$ws/a/$app" params={{ ws, app }} replace />;
  return (
    <EmptyState
      icon="appstore"
      title={t('homeEmptyTitle')}
      description={admin ? t('homeEmptyText') : t('homeEmptyMemberText')}
      action={
        admin ? (
          <Link to="/w/$ws/apps" params={{ ws }}>
            <Button type="primary" tabIndex={-1}>
              {t('toGallery')}
            </Button>
          </Link>
        ) : null
      }
    />
  );
}

/** An app without a page of its own: its first menu entry. */
export function AppHomePage() {
  const t = useT();
  const { ws, app = '' } = useHere();
  const catalog = useClientCatalog();
  const document = catalog.apps.get(app);
  useTitle(t('home'));
  if (!document) return <NotFound />;
  const first = menuOf(catalog, app, document)[0]?.entries[0];
  if (!first) return <EmptyState icon="lock" title={t('menuEmptyTitle')} description={t('menuEmptyText')} />;
  return first.kind === 'form' ? (
    <Navigate to="/w/$ws/a/$app/f/$form" params={{ ws, app, form: first.key }} replace />
  ) : (
    <Navigate to="/w/$ws/a/$app/d/$dashboard" params={{ ws, app, dashboard: first.key }} replace />
  );
}
