import { type AppBundle, type AppDocument, type Issue, isKey, ok, type Result } from '@trellis/metadata';
import { documentIssues } from '@trellis/metadata/ajv';
import type { CompiledForm } from '../form/compile.ts';
import { appIssues } from './app.ts';
import { checkDashboard, checkRole, checkView, readForm } from './definition.ts';
import type { Forms } from './expr.ts';
import { formIssues } from './form.ts';

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

/**
 * Checks a whole app: every document by itself and against the others. All mistakes are reported, at paths such as
 * ["forms", "account", …]. Where a form can't be read, only forms are judged: everything else stands on them.
 * @param app key under which the app is or will be installed.
 * @param others forms of the other apps of the workspace by "app:form".
 */
export function checkBundle(app: string, raw: RawBundle, others: Forms): Result<CheckedBundle> {
  const issues: Issue[] = keyIssues(raw);
  const own = new Map<string, CompiledForm>();
  for (const [key, document] of Object.entries(raw.forms)) {
    const form = collect(issues, ['forms', key], readForm(`${app}:${key}`, document));
    if (form) own.set(form.ref, form);
  }
  issues.push(...at(['app'], documentIssues('app', raw.app)));
  if (issues.length > 0) return { ok: false, issues };

  const forms: Forms = new Map([...others, ...own]);
  for (const form of own.values()) issues.push(...at(['forms', form.key], formIssues(form, forms)));
  const read = <T>(kind: 'views' | 'roles' | 'dashboards', check: (document: unknown) => Result<T>) => {
    const documents: { [key: string]: T } = {};
    for (const [key, document] of Object.entries(raw[kind])) {
      const value = collect(issues, [kind, key], check(document));
      if (value !== undefined) documents[key] = value;
    }
    return documents;
  };
  const views = read('views', (document) => checkView(app, document, forms));
  const roles = read('roles', (document) => checkRole(app, document, forms));
  const dashboards = read('dashboards', (document) => checkDashboard(app, document, forms));
  for (const [key, role] of Object.entries(roles)) {
    for (const [index, name] of (role.dashboards ?? []).entries()) {
      if (Object.hasOwn(raw.dashboards, name)) continue;
      issues.push({ path: ['roles', key, 'dashboards', index], code: 'unknown_dashboard', params: { name } });
    }
  }
  issues.push(...at(['app'], appIssues(raw.app as AppDocument, raw)));
  if (issues.length > 0) return { ok: false, issues };

  const documents = Object.fromEntries([...own.values()].map((form) => [form.key, form.document]));
  return ok({
    bundle: { app: raw.app as AppDocument, forms: documents, views, roles, dashboards },
    forms: own,
  });
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
