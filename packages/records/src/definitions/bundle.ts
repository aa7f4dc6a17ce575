import type { AppBundle, AppDocument, DefinitionDocuments, DefinitionKind } from '@trellis/metadata';
import type { CatalogRows } from '../catalog/read.ts';

/** The member of a bundle that holds the documents of a kind. */
export const BUNDLE_MEMBER = {
  form: 'forms',
  view: 'views',
  role: 'roles',
  dashboard: 'dashboards',
} as const satisfies Record<DefinitionKind, keyof AppBundle>;

/** One document of an app. */
export interface DefinitionChange {
  readonly kind: DefinitionKind;
  readonly key: string;
  readonly document: DefinitionDocuments[DefinitionKind];
}

/** The published documents of an app; undefined when there is no such app. */
export function publishedBundle(rows: CatalogRows, app: string): AppBundle | undefined {
  const row = rows.apps.find((candidate) => candidate.key === app);
  if (!row) return undefined;
  const of = <K extends DefinitionKind>(kind: K) =>
    Object.fromEntries(
      rows.definitions
        .filter((d) => d.app === app && d.kind === kind)
        .map((d) => [d.key, JSON.parse(d.document) as DefinitionDocuments[K]]),
    );
  return {
    app: JSON.parse(row.document) as AppDocument,
    forms: of('form'),
    views: of('view'),
    roles: of('role'),
    dashboards: of('dashboard'),
  };
}

/** `base` with the documents of `over` in place of its own; nothing is removed. */
export function mergeBundles(base: AppBundle | undefined, over: AppBundle): AppBundle {
  if (!base) return over;
  return {
    app: over.app,
    forms: { ...base.forms, ...over.forms },
    views: { ...base.views, ...over.views },
    roles: { ...base.roles, ...over.roles },
    dashboards: { ...base.dashboards, ...over.dashboards },
  };
}

/** The documents of `after` whose text differs from the published one. */
export function changedDefinitions(rows: CatalogRows, app: string, after: AppBundle): DefinitionChange[] {
  const published = new Map(
    rows.definitions.filter((d) => d.app === app).map((d) => [`${d.kind} ${d.key}`, d.document]),
  );
  const changes: DefinitionChange[] = [];
  for (const [kind, member] of Object.entries(BUNDLE_MEMBER) as [DefinitionKind, keyof typeof after][]) {
    for (const [key, document] of Object.entries(after[member]))
      if (published.get(`${kind} ${key}`) !== JSON.stringify(document)) changes.push({ kind, key, document });
  }
  return changes;
}
