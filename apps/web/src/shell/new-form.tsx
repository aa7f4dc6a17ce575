import { useNavigate } from '@tanstack/react-router';
import { Icon, useMe } from '@trellis/ui/react';
import { lazy, Suspense, useState } from 'react';
import { useT } from '../messages.ts';
import { useHere } from './here.tsx';

/** Designers are loaded by those who design. */
const NewFormDialog = lazy(() =>
  import('@trellis/designer/react').then(({ NewFormDialog }) => ({ default: NewFormDialog })),
);

/** At the end of an app's menu: administrators add a form and go on to design it. */
export function NewForm({ app, onGo }: { app: string; onGo?: (() => void) | undefined }) {
  const t = useT();
  const { ws } = useHere();
  const navigate = useNavigate();
  const admin = useMe().data?.admin ?? false;
  const [open, setOpen] = useState(false);
  if (!admin) return null;
  return (
    <>
      <button type="button" className="w-menu-item" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        <span className="t-ellipsis">{t('newForm')}</span>
      </button>
      {open ? (
        <Suspense>
          <NewFormDialog
            app={app}
            onClose={() => setOpen(false)}
            onCreated={(form, to) => {
              setOpen(false);
              onGo?.();
              const params = { ws, app, form };
              if (to === 'design') void navigate({ to: '/w/$ws/a/$app/design/form/$form', params });
              else if (to === 'records') void navigate({ to: '/w/$ws/a/$app/f/$form', params });
              else
                void navigate({
                  to: '/w/$ws/a/$app/f/$form/import',
                  params,
                  search: { job: to.import },
                });
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
