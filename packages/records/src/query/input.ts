import { askedScope } from '@trellis/forms/model';
import { type Checked, check, type Expr, type Frag } from '@trellis/logic';
import { AppError, type Issue } from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import type { Scoped } from '../access/scoped.ts';
import { searchFilter } from '../search/filter.ts';

/** Refuses a query with what is wrong in it. */
export function invalid(...issues: Issue[]): AppError {
  return new AppError('query_invalid', { issues });
}

/** A condition of the member, checked against what exists for the member. Errors: query_invalid. */
function checkFilter(access: Access, filter: unknown): Checked | undefined {
  if (filter === undefined || filter === null) return undefined;
  const result = check(filter as Expr, askedScope(access.scope), { root: 'condition' });
  if (result.ok) return result.value;
  throw invalid(...result.issues.map((issue) => ({ ...issue, path: ['filter', ...issue.path] })));
}

/** Conditions of a filter and a quick search, to be joined with AND. */
export function conditionsOf(
  scope: Scoped,
  { filter, search }: { readonly filter?: unknown; readonly search?: string },
): Frag[] {
  const checked = checkFilter(scope.access, filter);
  return [...(checked ? [scope.lower(checked)] : []), ...(search ? searchFilter(scope, search) : [])];
}

/** The wanted fields in their order; undefined for all visible ones. Errors: query_invalid (unknown_field). */
export function wantedFields(
  access: Access,
  fields: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!fields) return undefined;
  const unknown = fields.findIndex((key) => !access.visible.has(key));
  if (unknown >= 0) throw unknownField(['fields', unknown], fields[unknown] ?? '');
  return [...new Set(fields)];
}

/** A field that does not exist, or not for this member: the two can't be told apart. */
export const unknownField = (path: Issue['path'], name: string): AppError =>
  invalid({ path, code: 'unknown_field', params: { name: name.slice(0, 200) } });
