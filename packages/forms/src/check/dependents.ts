import type { DashboardDocument, DefinitionKind, Issue, RoleDocument, ViewDocument } from '@trellis/metadata';
import { splitRef } from '../form/refs.ts';
import { dashboardIssues } from './app.ts';
import type { Forms } from './expr.ts';
import { formIssues } from './form.ts';
import { roleIssues } from './role.ts';
import { viewIssues } from './view.ts';

/** A definition that would no longer be right. */
export interface Broken {
  readonly kind: DefinitionKind;
  /** "app:key". */
  readonly ref: string;
  readonly issues: readonly Issue[];
}

/** Published definitions by "app:key". */
export interface Published {
  readonly views: ReadonlyMap<string, ViewDocument>;
  readonly roles: ReadonlyMap<string, RoleDocument>;
  readonly dashboards: ReadonlyMap<string, DashboardDocument>;
}

/**
 * Definitions that a change of forms would break: those that stop being right under `forms` (all forms of the
 * workspace after the change, by "app:form") although they are right under `before`.
 */
export function brokenBy(before: Forms, forms: Forms, published: Published): readonly Broken[] {
  const broken: Broken[] = [];
  const judge = (kind: DefinitionKind, ref: string, issuesUnder: (forms: Forms) => readonly Issue[]) => {
    // An option that goes takes nothing with it: what names it finds no record any more.
    const issues = issuesUnder(forms).filter(({ code }) => code !== 'no_option');
    // What was wrong before is not this change's doing.
    if (issues.length > 0 && issuesUnder(before).length === 0) broken.push({ kind, ref, issues });
  };
  for (const [ref, form] of before) {
    const after = forms.get(ref);
    if (after === form) judge('form', ref, (all) => formIssues(form, all));
  }
  for (const [ref, view] of published.views)
    judge('view', ref, (all) => viewIssues(splitRef(ref).app, view, all));
  for (const [ref, role] of published.roles)
    judge('role', ref, (all) => roleIssues(splitRef(ref).app, role, all));
  for (const [ref, page] of published.dashboards) {
    judge('dashboard', ref, (all) => dashboardIssues(splitRef(ref).app, page, all));
  }
  return broken;
}
