import type { Issue, RoleDocument } from '@trellis/metadata';
import { conditionIssues, type Forms } from './expr.ts';

/** Semantic issues of a role of `app` whose structure is sound. */
export function roleIssues(app: string, role: RoleDocument, forms: Forms): readonly Issue[] {
  return Object.entries(role.forms).flatMap(([key, grant]) => {
    const form = forms.get(`${app}:${key}`);
    if (!form) return [{ path: ['forms', key], code: 'unknown_form', params: { name: key } }];
    const fields = (['hidden', 'readonly'] as const).flatMap((list) =>
      (grant[list] ?? []).flatMap((field, index) =>
        form.fields.has(field) || (list === 'hidden' && form.displays.has(field))
          ? []
          : [{ path: ['forms', key, list, index], code: 'unknown_field', params: { name: field } }],
      ),
    );
    return [...fields, ...conditionIssues(grant.rows, form, forms, ['forms', key, 'rows'])];
  });
}
