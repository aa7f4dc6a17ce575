import { type AppBundle, type Issue, isKey, ok, type Result, type RoleDocument } from '@trellis/metadata';
import { documentIssues } from '@trellis/metadata/ajv';
import { completeComputed } from '../compute/complete.ts';
import type { CompiledForm } from '../form/compile.ts';
import { appIssues, dashboardIssues } from './app.ts';
import { readForm, readIssues } from './definition.ts';
import type { Forms } from './expr.ts';
import { formIssues } from './form.ts';
import { optionSetIssues, withOptionSets } from './option-sets.ts';
import { roleIssues } from './role.ts';
import { viewIssues } from './view.ts';

/** A bundle whose documents fit together, forms normalised, and its forms compiled by "app:form". */
export interface CheckedBundle {
  readonly bundle: AppBundle;
  readonly forms: ReadonlyMap<string, CompiledForm>;
}

type Documents = Readonly<Record<string, unknown>>;
/** A bundle as read from files or a request: nothing is known of the documents yet. */
export interface RawBundle {
  readonly app: unknown;
  readonly forms: Documents;
  readonly views: Documents;
  readonly roles: Documents;
  readonly dashboards: Documents;
}

/** All mistakes of a bundle and, where every document can be read, what it is in spite of them. */
export interface Inspection {
  readonly issues: readonly Issue[];
  readonly checked?: CheckedBundle;
}

/**
 * Checks a whole app: every document by itself and against the others, with mistakes at paths such as
 * ["forms", "account", …]. Where a form can't be read only forms are judged, since everything else stands on them.
 * @param app key under which the app is or will be installed.
 * @param others forms of the other apps of the workspace by "app:form".
 */
export function inspectBundle(app: string, given: RawBundle, others: Forms): Inspection {
  const raw = withOptionSets(given);
  const issues: Issue[] = keyIssues(raw);
  const read = new Map<string, CompiledForm>();
  for (const [key, document] of Object.entries(raw.forms)) {
    const form = collect(issues, ['forms', key], readForm(`${app}:${key}`, document));
    if (form) read.set(form.ref, form);
  }
  issues.push(...at(['app'], documentIssues('app', raw.app)));
  for (const kind of ['view', 'role', 'dashboard'] as const) {
    for (const [key, document] of Object.entries(raw[`${kind}s`])) {
      issues.push(...at([`${kind}s`, key], readIssues(kind, document)));
    }
  }
  if (issues.length > 0) return { issues };
  issues.push(...optionSetIssues(raw));

  const own = completeComputed(read, others);
  const forms: Forms = new Map([...others, ...own]);
  const documents = Object.fromEntries([...own.values()].map((form) => [form.key, form.document]));
  const bundle = { ...(raw as AppBundle), forms: documents };
  for (const form of own.values()) issues.push(...at(['forms', form.key], formIssues(form, forms)));
  const judge = <D>(
    kind: string,
    documents: { readonly [key: string]: D },
    issuesOf: (document: D) => readonly Issue[],
  ) => {
    for (const [key, document] of Object.entries(documents)) {
      issues.push(...at([kind, key], issuesOf(document)));
    }
  };
  judge('views', bundle.views, (view) => viewIssues(app, view, forms));
  judge('roles', bundle.roles, (role) => [...roleIssues(app, role, forms), ...dashboardsOf(role, bundle)]);
  judge('dashboards', bundle.dashboards, (dashboard) => dashboardIssues(app, dashboard, forms));
  issues.push(...at(['app'], appIssues(bundle.app, bundle)));
  return { issues, checked: { bundle, forms: own } };
}

/** The bundle where nothing is wrong with it, or all its mistakes. */
export function checkBundle(app: string, raw: RawBundle, others: Forms): Result<CheckedBundle> {
  const { issues, checked } = inspectBundle(app, raw, others);
  return checked && issues.length === 0 ? ok(checked) : { ok: false, issues };
}

function dashboardsOf(role: RoleDocument, bundle: AppBundle): readonly Issue[] {
  return (role.dashboards ?? []).flatMap((name, index) =>
    Object.hasOwn(bundle.dashboards, name)
      ? []
      : [{ path: ['dashboards', index], code: 'unknown_dashboard', params: { name } }],
  );
}

const at = (path: Issue['path'], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

function collect<T>(issues: Issue[], path: Issue['path'], result: Result<T>): T | undefined {
  if (result.ok) return result.value;
  issues.push(...at(path, result.issues));
  return undefined;
}

function keyIssues(raw: RawBundle): Issue[] {
  return (['forms', 'views', 'roles', 'dashboards'] as const).flatMap((kind) =>
    Object.keys(raw[kind]).flatMap((key) =>
      isKey(key) ? [] : [{ path: [kind, key], code: 'bad_key', params: { value: key.slice(0, 100) } }],
    ),
  );
}
