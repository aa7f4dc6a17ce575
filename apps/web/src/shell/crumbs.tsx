import { useLocation } from '@tanstack/react-router';
import { useLocale } from '@trellis/ui/react';
import type { ClientCatalog } from '@trellis/views/model';
import { useT } from '../messages.ts';
import { useHere } from './here.tsx';

/** One step of the way to this page; the last has no link. */
export interface Crumb {
  readonly label: string;
  readonly to?:
    | { readonly to: '/w/$ws/a/$app'; readonly params: { ws: string; app: string } }
    | { readonly to: '/w/$ws/a/$app/f/$form'; readonly params: { ws: string; app: string; form: string } };
}

/** The way to this page: app, form or dashboard. */
export function useCrumbs(catalog: ClientCatalog): Crumb[] {
  const t = useT();
  const { text } = useLocale();
  const { ws, app, form, dashboard, id } = useHere();
  const path = useLocation({ select: (location) => location.pathname });
  if (!app) {
    if (path.endsWith('/members')) return [{ label: t('members') }];
    if (path.endsWith('/channels')) return [{ label: t('channels') }];
    if (path.endsWith('/notifications')) return [{ label: t('messageSettings') }];
    if (path.endsWith('/batches')) return [{ label: t('batches') }];
    if (path.endsWith('/exports')) return [{ label: t('exports') }];
    if (path.endsWith('/followed')) return [{ label: t('followed') }];
    if (path.endsWith('/indexes')) return [{ label: t('indexes') }];
    if (path.endsWith('/apps')) return [{ label: t('gallery') }];
    return [{ label: t('home') }];
  }
  const document = catalog.apps.get(app);
  if (!document) return [{ label: t('home') }];
  const crumbs: Crumb[] = [{ label: text(document.label), to: { to: '/w/$ws/a/$app', params: { ws, app } } }];
  if (path.endsWith(`/a/${app}/bin`)) crumbs.push({ label: t('bin') });
  const info = form ? catalog.forms.get(`${app}:${form}`) : undefined;
  if (info && form) {
    const label = text(info.label);
    crumbs.push(id ? { label, to: { to: '/w/$ws/a/$app/f/$form', params: { ws, app, form } } } : { label });
  }
  const board = dashboard ? catalog.dashboards.get(`${app}:${dashboard}`) : undefined;
  if (board) crumbs.push({ label: text(board.label) });
  return crumbs;
}
