import { Link } from '@tanstack/react-router';
import { Icon, useLocale } from '@trellis/ui/react';
import { useClientCatalog } from '@trellis/views/react';
import { useMemo } from 'react';
import { useT } from '../messages.ts';
import { useHere } from './here.tsx';
import { menuOf } from './menu-items.ts';
import { NewForm } from './new-form.tsx';

/** Groups, forms and dashboards of an app as links. */
export function AppMenu({ app, onGo }: { app: string; onGo?: () => void }) {
  const t = useT();
  const { text } = useLocale();
  const catalog = useClientCatalog();
  const { ws } = useHere();
  const document = catalog.apps.get(app);
  const menu = useMemo(() => (document ? menuOf(catalog, app, document) : []), [catalog, app, document]);
  const groups = menu.map((group) => (
    <section key={group.key} className="w-menu-group" aria-label={text(group.label)}>
      <h2>{text(group.label)}</h2>
      {group.entries.map((entry) => {
        const shared = {
          className: 'w-menu-item',
          activeOptions: { includeSearch: false },
          ...(onGo ? { onClick: onGo } : {}),
          children: (
            <>
              <Icon name={entry.icon} />
              <span className="t-ellipsis">{text(entry.label)}</span>
            </>
          ),
        };
        return entry.kind === 'form' ? (
          <Link
            key={entry.key}
            to="/w/$ws/a/$app/f/$form"
            params={{ ws, app, form: entry.key }}
            {...shared}
          />
        ) : (
          <Link
            key={entry.key}
            to="/w/$ws/a/$app/d/$dashboard"
            params={{ ws, app, dashboard: entry.key }}
            {...shared}
          />
        );
      })}
    </section>
  ));
  return (
    <>
      {groups.length > 0 ? groups : <p className="w-menu-empty">{t('menuEmptyTitle')}</p>}
      <NewForm app={app} onGo={onGo} />
    </>
  );
}
