import { useNavigate } from '@tanstack/react-router';
import { DashboardPage } from '@trellis/reports/react';
import { useLocale } from '@trellis/ui/react';
import { writeListState } from '@trellis/views/model';
import { useClientCatalog } from '@trellis/views/react';
import { useHere } from '../shell/here.tsx';
import { useTitle } from '../title.tsx';
import { NotFound } from './failure.tsx';

/** A dashboard of the app; its numbers lead to their records. */
export function DashboardRoute() {
  const { ws, app = '', dashboard = '' } = useHere();
  const { text } = useLocale();
  const navigate = useNavigate();
  const catalog = useClientCatalog();
  const document = catalog.dashboards.get(`${app}:${dashboard}`);
  useTitle(document ? text(document.label) : undefined);
  if (!document) return <NotFound />;
  return (
    <DashboardPage
      key={`${app}:${dashboard}`}
      app={app}
      dashboard={dashboard}
      onDrill={(target) => {
        const views = catalog.forms.get(`${target.app}:${target.form}`)?.views ?? new Map();
        // A view with a condition of its own would show fewer records than the number counted.
        const whole = [...views].find(([, view]) => view.kind === 'table' && view.filter === undefined)?.[0];
        const search = writeListState({
          ...(whole ? { view: whole } : {}),
          ...(target.filter === null ? {} : { filter: target.filter }),
        });
        void navigate({
          to: '/w/$ws/a/$app/f/$form',
          params: { ws, app: target.app, form: target.form },
          search: { ...search },
        });
      }}
    />
  );
}
