import { check, type Expr, type Scope } from '@trellis/logic';
import type { Issue } from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { scopeOf } from '../form/scope.ts';

export type Forms = ReadonlyMap<string, CompiledForm>;

/** Issues of a condition over records of a form; paths through references and to-many paths are allowed. */
export function conditionIssues(
  expr: Expr | undefined,
  form: CompiledForm,
  forms: Forms,
  path: Issue['path'],
): readonly Issue[] {
  return expr === undefined ? [] : issuesUnder(expr, scopeOf(form, forms), path);
}

/** Issues of a condition over what a scope knows. */
export function issuesUnder(expr: Expr, scope: Scope, path: Issue['path']): readonly Issue[] {
  const result = check(expr, scope, { root: 'condition' });
  const issues = result.ok ? result.warnings : result.issues;
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** Issues of a sort order: known fields that have an order. */
export function sortIssues(
  sort: readonly { readonly field: string }[] | undefined,
  form: CompiledForm,
  path: Issue['path'],
): readonly Issue[] {
  return (sort ?? []).flatMap(({ field }, index) => {
    const found = form.scopeForm.fields.get(field);
    const at = [...path, index, 'field'];
    if (!found) return [{ path: at, code: 'unknown_field', params: { name: field } }];
    if (found.encrypted) return [{ path: at, code: 'encrypted_field', params: { name: field } }];
    return found.type.many ? [{ path: at, code: 'not_sortable', params: { name: field } }] : [];
  });
}
