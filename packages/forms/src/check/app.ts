import type { AppBundle, AppDocument, DashboardDocument, Issue } from '@trellis/metadata';
import type { Forms } from './expr.ts';
import { reportIssues } from './report.ts';

/** Semantic issues of a dashboard of `app` whose structure is sound. */
export function dashboardIssues(app: string, dashboard: DashboardDocument, forms: Forms): readonly Issue[] {
  const keys = new Set<string>();
  return dashboard.cards.flatMap((card, index) => {
    const repeated = keys.has(card.key);
    keys.add(card.key);
    const here: Issue[] = reportIssues(app, card.report, forms).map((issue) => ({
      ...issue,
      path: ['cards', index, 'report', ...issue.path],
    }));
    if (repeated)
      here.push({ path: ['cards', index, 'key'], code: 'duplicate_key', params: { value: card.key } });
    if (card.x + card.w > 24) here.push({ path: ['cards', index, 'w'], code: 'beyond_grid' });
    return here;
  });
}

/** Semantic issues of an app's menu against what the app has. */
export function appIssues(app: AppDocument, has: Pick<AppBundle, 'forms' | 'dashboards'>): readonly Issue[] {
  const groups = new Set<string>();
  return app.menu.flatMap(({ key, items }, group) => {
    const issues: Issue[] = [];
    if (groups.has(key))
      issues.push({ path: ['menu', group, 'key'], code: 'duplicate_key', params: { value: key } });
    groups.add(key);
    for (const [index, item] of items.entries()) {
      const path = ['menu', group, 'items', index, item.kind];
      if (item.kind === 'form' && !Object.hasOwn(has.forms, item.form)) {
        issues.push({ path, code: 'unknown_form', params: { name: item.form } });
      }
      if (item.kind === 'dashboard' && !Object.hasOwn(has.dashboards, item.dashboard)) {
        issues.push({ path, code: 'unknown_dashboard', params: { name: item.dashboard } });
      }
    }
    return issues;
  });
}
