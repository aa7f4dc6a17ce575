import { type CompiledForm, compileForm, viewIssuesIn } from '@trellis/forms/model';
import { readIssues } from '@trellis/forms/server';
import { type Expr, references } from '@trellis/logic';
import {
  AppError,
  ASKED_FIELDS,
  type Issue,
  SYSTEM_FIELDS,
  type ViewDocument,
  viewWithout,
} from '@trellis/metadata';
import type { Access } from '../access/policy.ts';
import { prunedForm } from '../access/prune.ts';

const compiled = new WeakMap<Access, CompiledForm>();

/** The form as the member sees it: what is hidden is unknown. */
function formFor(access: Access): CompiledForm {
  const known = compiled.get(access) ?? compileForm(access.form.ref, prunedForm(access));
  compiled.set(access, known);
  return known;
}

/** A view document of the member. Errors: validation_failed with paths into the document, under `at`. */
export function readView(access: Access, document: unknown, at: Issue['path']): ViewDocument {
  const structure = readIssues('view', document);
  const view = document as ViewDocument;
  refuse(structure.length > 0 ? structure : issuesOf(access, view), at);
  return view;
}

/** Errors: validation_failed with the issues, if there are any, their paths under `at`. */
export function refuse(issues: readonly Issue[], at: Issue['path']): void {
  if (issues.length === 0) return;
  throw new AppError('validation_failed', {
    issues: issues.map((issue) => ({ ...issue, path: [...at, ...issue.path] })),
  });
}

/** What is wrong with a view whose structure is sound. */
export function issuesOf(access: Access, view: ViewDocument): readonly Issue[] {
  if (view.form !== access.form.key)
    return [{ path: ['form'], code: 'unknown_form', params: { name: view.form } }];
  return viewIssuesIn(view, formFor(access), access.scope);
}

/** What there is no longer, or not for this member. */
export interface Gone {
  field(key: string): boolean;
  reads(expr: Expr): boolean;
}

export function goneFor(access: Access): Gone {
  const there = (key: string) =>
    access.visible.has(key) ||
    access.displays.has(key) ||
    Object.hasOwn(SYSTEM_FIELDS, key) ||
    Object.hasOwn(ASKED_FIELDS, key);
  const has = (path: string): boolean => {
    const [key = '', column] = path.split('.');
    // Person, moment and the records that point back are no fields.
    if (key.startsWith('$') || key.startsWith('row') || key.includes('@')) return true;
    const rows = column === undefined ? undefined : access.owned.get(key);
    return (
      there(key) && (!rows || rows.visible.has(column ?? '') || Object.hasOwn(SYSTEM_FIELDS, column ?? ''))
    );
  };
  return { field: (key) => !there(key), reads: (expr) => !references(expr).every(has) };
}

/**
 * What is left of a member's view: conditions that read what is gone are left out, so that the others still hold.
 * "all": it can't be shown any more, such as a board without its lanes.
 */
export function leftOf(
  view: ViewDocument,
  { field, reads }: Gone,
): { readonly view: ViewDocument; readonly lost?: 'part' | 'all' } {
  const filter = view.filter === undefined ? undefined : conditionLeft(view.filter, reads);
  const { filter: before, ...rest } = view;
  const open = filter === undefined ? rest : { ...rest, filter };
  const left = viewWithout(open, field, reads);
  if (!left) return { view, lost: 'all' };
  return filter === before ? { view: left } : { view: left, lost: 'part' };
}

function conditionLeft(filter: Expr, reads: Gone['reads']): Expr | undefined {
  if (!reads(filter)) return filter;
  const parts = (filter as { readonly and?: unknown } | null)?.and;
  if (!Array.isArray(parts)) return undefined;
  const kept = (parts as readonly Expr[]).filter((part) => !reads(part));
  return kept.length > 1 ? { and: kept } : kept[0];
}
