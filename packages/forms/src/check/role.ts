import type { Issue, RoleDocument } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { conditionIssues, type Forms } from './expr.ts';

/** Semantic issues of a role of `app` whose structure is sound. */
export function roleIssues(app: string, role: RoleDocument, forms: Forms): readonly Issue[] {
  return Object.entries(role.forms).flatMap(([key, grant]) => {
    const form = forms.get(`${app}:${key}`);
    if (!form) return [{ path: ['forms', key], code: 'unknown_form', params: { name: key } }];
    const fields = (['hidden', 'readonly'] as const).flatMap((list) =>
      (grant[list] ?? []).flatMap((field, index) =>
        form.fields.has(field) || isColumn(form, field) || (list === 'hidden' && form.displays.has(field))
          ? []
          : [{ path: ['forms', key, list, index], code: 'unknown_field', params: { name: field } }],
      ),
    );
    return [...fields, ...conditionIssues(grant.rows, form, forms, ['forms', key, 'rows'])];
  });
}

/** "lines.price": a column of a sub-form. */
function isColumn(form: CompiledForm, name: string): boolean {
  const [field = '', column] = name.split('.');
  return column !== undefined && (form.fields.get(field)?.owned?.fields.has(column) ?? false);
}
