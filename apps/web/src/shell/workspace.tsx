import { Outlet, useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { ErrorState, useEvents, useIsPhone, useMe, WorkspaceProvider } from '@trellis/ui/react';
import type { Navigation, Place } from '@trellis/views/react';
import {
  BatchTray,
  CatalogProvider,
  NavigationProvider,
  OfflineBar,
  ViewsServices,
} from '@trellis/views/react';
import { type ReactNode, useMemo } from 'react';
import { useT } from '../messages.ts';
import { NotFound } from '../pages/failure.tsx';
import { textsOnly } from '../router-search.ts';
import { BootSkeleton } from './boot-skeleton.tsx';
import { PhoneBar, PhoneTop } from './phone.tsx';
import { Rail } from './rail.tsx';
import { SideMenu } from './side-menu.tsx';
import { TopBar } from './top-bar.tsx';

/** Everything below /w/{workspace}: its data, its address bar for the views, and the frame around the pages. */
export function WorkspaceShell() {
  const { ws } = useParams({ from: '/w/$ws' });
  const state = useRouter().options.context.session.current();
  if (state?.status !== 'in') return <BootSkeleton />;
  const workspace = state.workspaces.find((one) => one.key === ws);
  if (!workspace) return <NotFound />;
  return (
    <WorkspaceProvider workspace={workspace} key={workspace.key}>
      <CatalogProvider
        loading={<BootSkeleton />}
        failed={(error, retry) => <ErrorState error={error} onRetry={retry} />}
      >
        <Live>
          <ViewNavigation>
            <ViewsServices>
              <Frame />
              <BatchTray />
            </ViewsServices>
          </ViewNavigation>
        </Live>
      </CatalogProvider>
    </WorkspaceProvider>
  );
}

/** Hears of changes by others, and knows who is looking. */
function Live({ children }: { children: ReactNode }) {
  const me = useMe();
  useEvents();
  if (me.data) return children;
  return me.error ? <ErrorState error={me.error} onRetry={() => void me.refetch()} /> : <BootSkeleton />;
}

/** Lends the router to the views. */
function ViewNavigation({ children }: { children: ReactNode }) {
  const { ws } = useParams({ from: '/w/$ws' });
  const router = useRouter();
  const navigate = useNavigate();
  const given = useSearch({ strict: false });
  const search = useMemo(() => textsOnly(given as Record<string, unknown>), [given]);
  const navigation = useMemo((): Navigation => {
    const target = (place: Place) => targetOf(ws, place);
    return {
      search,
      setSearch: (next, options) =>
        void navigate({
          to: '.',
          search: { ...next },
          replace: options?.replace ?? false,
          resetScroll: false,
        }),
      go: (place, options) => navigate({ ...target(place), replace: options?.replace ?? false }),
      href: (place) => router.buildLocation(target(place)).href,
    };
  }, [navigate, router, search, ws]);
  return <NavigationProvider value={navigation}>{children}</NavigationProvider>;
}

function targetOf(ws: string, place: Place) {
  if (place.kind === 'page') return { to: `/w/$ws/${place.page}` as const, params: { ws }, search: {} };
  const { app } = place;
  if (place.kind === 'app') return { to: '/w/$ws/a/$app' as const, params: { ws, app }, search: {} };
  if (place.kind === 'dashboard') {
    const params = { ws, app, dashboard: place.dashboard };
    return { to: '/w/$ws/a/$app/d/$dashboard' as const, params, search: {} };
  }
  const { form } = place;
  const search = 'search' in place && place.search ? { ...place.search } : {};
  switch (place.kind) {
    case 'bin':
      return { to: '/w/$ws/a/$app/bin' as const, params: { ws, app }, search: { form } };
    case 'duplicates':
      return { to: '/w/$ws/a/$app/f/$form/duplicates' as const, params: { ws, app, form }, search };
    case 'design':
      return { to: '/w/$ws/a/$app/design/form/$form' as const, params: { ws, app, form }, search };
    case 'public':
      return { to: '/w/$ws/a/$app/f/$form/public' as const, params: { ws, app, form }, search };
    case 'import':
      return { to: '/w/$ws/a/$app/f/$form/import' as const, params: { ws, app, form }, search };
    case 'print':
      return { to: '/w/$ws/a/$app/f/$form/print' as const, params: { ws, app, form }, search };
    case 'form':
      return { to: '/w/$ws/a/$app/f/$form' as const, params: { ws, app, form }, search };
    case 'record':
      return { to: '/w/$ws/a/$app/f/$form/$id' as const, params: { ws, app, form, id: place.id }, search };
  }
}

function Frame() {
  const t = useT();
  const phone = useIsPhone();
  // A designer needs the whole window, and so does paper; both have their own way back.
  const alone = useLocation({
    select: ({ pathname }) => /^\/w\/[^/]+\/a\/[^/]+\/(design\/|f\/[^/]+\/print$)/.test(pathname),
  });
  const page = (
    <>
      <OfflineBar />
      <main className="w-content" id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
  if (alone) return page;
  if (phone)
    return (
      <div className="w-phone">
        <PhoneTop />
        {page}
        <PhoneBar />
      </div>
    );
  return (
    <div className="w-shell">
      <a className="w-skip" href="#content">
        {t('skipToContent')}
      </a>
      <Rail />
      <SideMenu />
      <div className="w-main">
        <TopBar />
        {page}
      </div>
    </div>
  );
}
