import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Crash, NotFound } from './pages/failure.tsx';
import { FormRoute } from './pages/form.tsx';
import { ownAddress, parseSearch, stringifySearch, textsOnly } from './router-search.ts';
import type { SessionStore } from './session/session.ts';
import { BootSkeleton } from './shell/boot-skeleton.tsx';
import { WorkspaceShell } from './shell/workspace.tsx';

export interface RouterContext {
  readonly session: SessionStore;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  validateSearch: textsOnly,
});

/** Where a person who is logged in starts. */
const index = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const state = await context.session.load();
    if (state.status === 'setup') throw redirect({ to: '/setup' });
    if (state.status === 'out') throw redirect({ to: '/login' });
    const workspace = state.workspaces[0];
    if (workspace) throw redirect({ to: '/w/$ws', params: { ws: workspace.key } });
  },
  component: lazyRouteComponent(() => import('./pages/no-workspace.tsx'), 'NoWorkspace'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  beforeLoad: async ({ context, search }) => {
    const state = await context.session.load();
    if (state.status === 'setup') throw redirect({ to: '/setup' });
    if (state.status === 'in') throw redirect({ href: ownAddress(search.to) });
  },
  component: lazyRouteComponent(() => import('./pages/login.tsx'), 'LoginPage'),
});

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  beforeLoad: async ({ context }) => {
    const state = await context.session.load();
    if (state.status !== 'setup') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('./pages/setup.tsx'), 'SetupPage'),
});

/** Every field type in every state, for those who develop them; not part of what is built. */
const fields = createRoute({
  getParentRoute: () => root,
  path: '/fields',
  component: lazyRouteComponent(() => import('./pages/fields.tsx'), 'FieldsPage'),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: '/w/$ws',
  beforeLoad: async ({ context, location }) => {
    const state = await context.session.load();
    if (state.status === 'setup') throw redirect({ to: '/setup' });
    if (state.status === 'out')
      throw redirect({ to: '/login', search: state.why === 'left' ? {} : { to: location.href } });
  },
  component: WorkspaceShell,
});

const home = createRoute({
  getParentRoute: () => workspace,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'HomePage'),
});
const gallery = createRoute({
  getParentRoute: () => workspace,
  path: '/apps',
  component: lazyRouteComponent(() => import('./pages/gallery.tsx'), 'GalleryPage'),
});
const membersPage = createRoute({
  getParentRoute: () => workspace,
  path: '/members',
  component: lazyRouteComponent(() => import('./pages/members.tsx'), 'MembersPage'),
});
const channelsPage = createRoute({
  getParentRoute: () => workspace,
  path: '/channels',
  component: lazyRouteComponent(() => import('./pages/channels/page.tsx'), 'ChannelsPage'),
});
const messageSettings = createRoute({
  getParentRoute: () => workspace,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./pages/message-settings.tsx'), 'MessageSettingsPage'),
});
const batchesPage = createRoute({
  getParentRoute: () => workspace,
  path: '/batches',
  component: lazyRouteComponent(() => import('./pages/batches.tsx'), 'BatchesPage'),
});
const exportsPage = createRoute({
  getParentRoute: () => workspace,
  path: '/exports',
  component: lazyRouteComponent(() => import('./pages/exports.tsx'), 'ExportsPage'),
});
const followedPage = createRoute({
  getParentRoute: () => workspace,
  path: '/followed',
  component: lazyRouteComponent(() => import('./pages/followed.tsx'), 'FollowedPage'),
});
const indexesPage = createRoute({
  getParentRoute: () => workspace,
  path: '/indexes',
  component: lazyRouteComponent(() => import('./pages/indexes/page.tsx'), 'IndexesPage'),
});
const app = createRoute({ getParentRoute: () => workspace, path: '/a/$app', component: Outlet });
const appHome = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx'), 'AppHomePage'),
});
const form = createRoute({
  getParentRoute: () => app,
  path: '/f/$form',
  component: FormRoute,
});
const bin = createRoute({
  getParentRoute: () => app,
  path: '/bin',
  component: lazyRouteComponent(() => import('./pages/bin.tsx'), 'BinRoute'),
});
const importing = createRoute({
  getParentRoute: () => app,
  path: '/f/$form/import',
  component: lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportRoute'),
});
const duplicates = createRoute({
  getParentRoute: () => app,
  path: '/f/$form/duplicates',
  component: lazyRouteComponent(() => import('./pages/duplicates.tsx'), 'DuplicatesRoute'),
});
const publicForm = createRoute({
  getParentRoute: () => app,
  path: '/f/$form/public',
  component: lazyRouteComponent(() => import('./pages/public-form/page.tsx'), 'PublicFormRoute'),
});
const printing = createRoute({
  getParentRoute: () => app,
  path: '/f/$form/print',
  component: lazyRouteComponent(() => import('./pages/print.tsx'), 'PrintRoute'),
});
const record = createRoute({
  getParentRoute: () => app,
  path: '/f/$form/$id',
  component: lazyRouteComponent(() => import('./pages/record.tsx'), 'RecordRoute'),
});

const dashboard = createRoute({
  getParentRoute: () => app,
  path: '/d/$dashboard',
  component: lazyRouteComponent(() => import('./pages/dashboard.tsx'), 'DashboardRoute'),
});
const design = createRoute({
  getParentRoute: () => app,
  path: '/design/form/$form',
  component: lazyRouteComponent(() => import('./pages/design.tsx'), 'DesignRoute'),
});

const tree = root.addChildren([
  index,
  login,
  setup,
  ...(import.meta.env.DEV ? [fields] : []),
  workspace.addChildren([
    home,
    gallery,
    membersPage,
    indexesPage,
    batchesPage,
    exportsPage,
    channelsPage,
    messageSettings,
    followedPage,
    app.addChildren([
      appHome,
      form,
      duplicates,
      importing,
      publicForm,
      printing,
      record,
      bin,
      dashboard,
      design,
    ]),
  ]),
]);

/** The router of the app over a session. */
export const makeRouter = (session: SessionStore) =>
  createRouter({
    routeTree: tree,
    context: { session },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPendingMs: 300,
    defaultPendingComponent: BootSkeleton,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
