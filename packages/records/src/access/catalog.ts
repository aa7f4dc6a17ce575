import { resolveRef, splitRef } from '@trellis/forms/model';
import type { AppDocument, DashboardDocument, LocalText, ViewDocument } from '@trellis/metadata';
import type { Catalog, Ctx } from '../contract.ts';
import type { VisibleCatalog } from '../types.ts';
import { type Access, findAccess } from './policy.ts';
import { prunedForm, prunedView, withoutRemarks } from './prune.ts';

const known = new WeakMap<Catalog, Map<string, VisibleCatalog>>();

/**
 * The documents that the member may see: forms without hidden fields and what may be done with them, their views,
 * the dashboards and menus of their roles. Made once per catalog and set of roles. Forms set aside are left out.
 */
export function visibleCatalog(ctx: Ctx): VisibleCatalog {
  const { catalog, actor } = ctx;
  let byRoles = known.get(catalog);
  if (!byRoles) {
    byRoles = new Map();
    known.set(catalog, byRoles);
  }
  const key = actor.admin ? '$admin' : [...actor.roles].sort().join(' ');
  let visible = byRoles.get(key);
  if (!visible) {
    visible = build(ctx);
    byRoles.set(key, visible);
  }
  return visible;
}

function build(ctx: Ctx): VisibleCatalog {
  const { catalog, actor } = ctx;
  const accesses = new Map<string, Access>();
  for (const [ref, form] of catalog.forms) {
    const access = form.state === 'ok' ? findAccess(ctx, ref) : undefined;
    if (access) accesses.set(ref, access);
  }
  const dashboards = dashboardsOf(ctx, accesses);
  const apps = new Map<string, AppDocument>();
  for (const [app, document] of catalog.apps) {
    const pruned = prunedApp(app, document, accesses, dashboards);
    if (
      actor.admin ||
      pruned.menu.length > 0 ||
      [...accesses.values()].some(({ form }) => form.app === app)
    ) {
      apps.set(app, pruned);
    }
  }
  return {
    version: catalog.version,
    apps: Object.fromEntries(apps),
    forms: Object.fromEntries([...accesses].map(([ref, access]) => [ref, formEntry(access, actor.admin)])),
    views: Object.fromEntries(viewsOf(catalog, accesses)),
    dashboards: Object.fromEntries(dashboards),
    roles: roleLabels(catalog),
  };
}

/** Fields that the member sees but never writes. */
const lockedIn = ({ visible, writable }: Access): string[] =>
  [...visible.keys()].filter((key) => !writable.create.has(key) && !writable.edit.has(key));

function formEntry(access: Access, designs: boolean): VisibleCatalog['forms'][string] {
  const { actions } = access;
  const locked = lockedIn(access);
  for (const [key, rows] of access.owned) {
    if (!locked.includes(key)) locked.push(...lockedIn(rows).map((column) => `${key}.${column}`));
  }
  const document = prunedForm(access);
  return {
    // Remarks are for those who design.
    document: designs ? document : withoutRemarks(document),
    access: { actions: [...actions], readonly: locked },
  };
}

function viewsOf(catalog: Catalog, accesses: ReadonlyMap<string, Access>): [string, ViewDocument][] {
  return [...catalog.views].flatMap(([ref, view]): [string, ViewDocument][] => {
    const access = accesses.get(resolveRef(appOf(ref), view.form));
    const pruned = access?.actions.has('view') ? prunedView(access, view) : undefined;
    return pruned ? [[ref, pruned]] : [];
  });
}

/** A dashboard is seen with any role of its app that does not name others instead. */
function seesDashboard({ catalog, actor }: Ctx, ref: string): boolean {
  if (actor.admin) return true;
  const { app, key } = splitRef(ref);
  return actor.roles.some((role) => {
    const document = appOf(role) === app ? catalog.roles.get(role) : undefined;
    return document !== undefined && (document.dashboards?.includes(key) ?? true);
  });
}

/** Cards of forms in which the member has no part are left out. */
function dashboardsOf(ctx: Ctx, accesses: ReadonlyMap<string, Access>): Map<string, DashboardDocument> {
  const found = [...ctx.catalog.dashboards].filter(([ref]) => seesDashboard(ctx, ref));
  return new Map(
    found.map(([ref, dashboard]) => [
      ref,
      {
        ...dashboard,
        cards: dashboard.cards.filter(({ report }) => accesses.has(resolveRef(appOf(ref), report.form))),
      },
    ]),
  );
}

function prunedApp(
  app: string,
  document: AppDocument,
  accesses: ReadonlyMap<string, Access>,
  dashboards: ReadonlyMap<string, DashboardDocument>,
): AppDocument {
  const menu = document.menu
    .map((group) => ({
      ...group,
      items: group.items.filter((item) =>
        item.kind === 'form'
          ? accesses.has(resolveRef(app, item.form))
          : dashboards.has(resolveRef(app, item.dashboard)),
      ),
    }))
    .filter(({ items }) => items.length > 0);
  return { ...document, menu };
}

function roleLabels(catalog: Catalog): Record<string, LocalText> {
  return Object.fromEntries([...catalog.roles].map(([ref, { label }]) => [ref, label]));
}

const appOf = (ref: string): string => ref.slice(0, ref.indexOf(':'));
