import {
  type DashboardDocument,
  type FormDocument,
  type Issue,
  ok,
  type Result,
  type RoleDocument,
  type ViewDocument,
  viewConfigSchemas,
} from '@trellis/metadata';
import { documentIssues, schemaIssues } from '@trellis/metadata/ajv';
import { type CompiledForm, compileForm } from '../form/compile.ts';
import { completeConfig, normaliseForm } from '../form/normalise.ts';
import { fieldTypes } from '../registry.ts';
import { dashboardIssues } from './app.ts';
import type { Forms } from './expr.ts';
import { formIssues, unknownTypes } from './form.ts';
import { roleIssues } from './role.ts';
import { inRows } from './rows.ts';
import { viewIssues } from './view.ts';

const verdict = <T>(value: T, issues: readonly Issue[]): Result<T> =>
  issues.length > 0 ? { ok: false, issues } : ok(value);

/**
 * A form document as anybody may send it, checked in its structure and normalised, or all its mistakes. What it says
 * of other forms is checked by `checkForm`.
 */
export function readForm(ref: string, document: unknown): Result<CompiledForm> {
  const structure = documentIssues('form', document);
  if (structure.length > 0) return { ok: false, issues: structure };
  const form = document as FormDocument;
  const wrong = [...unknownTypes(form), ...configIssues(form), ...inRows(form, rowsDocumentIssues)];
  return wrong.length > 0 ? { ok: false, issues: wrong } : ok(compileForm(ref, normaliseForm(form)));
}

/** Mistakes of the rows of a sub-form that are judged before anything is compiled. */
function rowsDocumentIssues(rows: FormDocument): readonly Issue[] {
  const structure = documentIssues('form', rows);
  return structure.length > 0 ? structure : [...unknownTypes(rows), ...configIssues(rows)];
}

function configIssues(document: FormDocument): readonly Issue[] {
  return Object.entries(document.properties).flatMap(([key, { trellis }]) => {
    const type = fieldTypes.find(trellis.type);
    if (!type) return [];
    return schemaIssues(type.config.schema, completeConfig(type, trellis.config)).map((issue) => ({
      ...issue,
      path: ['properties', key, 'trellis', 'config', ...issue.path],
    }));
  });
}

/**
 * Everything that a form must fulfil to be published: the compiled, normalised form, or all mistakes.
 * @param forms the published forms of the workspace by "app:form"; an earlier version of this form does not matter.
 */
export function checkForm(ref: string, document: unknown, forms: Forms): Result<CompiledForm> {
  const form = readForm(ref, document);
  return form.ok ? verdict(form.value, formIssues(form.value, forms)) : form;
}

/** Structural issues of a definition other than a form, settings of its kind included. */
export function readIssues(kind: 'view' | 'role' | 'dashboard', document: unknown): readonly Issue[] {
  const structure = documentIssues(kind, document);
  if (structure.length > 0 || kind !== 'view') return structure;
  const { kind: viewKind, config } = document as ViewDocument;
  const schema = Object.hasOwn(viewConfigSchemas, viewKind) ? viewConfigSchemas[viewKind] : undefined;
  if (!schema) return [];
  return schemaIssues(schema, config).map((issue) => ({ ...issue, path: ['config', ...issue.path] }));
}

/** Reads a definition, then judges it. */
const checker =
  <D>(
    kind: 'view' | 'role' | 'dashboard',
    issuesOf: (app: string, document: D, forms: Forms) => readonly Issue[],
  ) =>
  (app: string, document: unknown, forms: Forms): Result<D> => {
    const structure = readIssues(kind, document);
    return verdict(document as D, structure.length > 0 ? structure : issuesOf(app, document as D, forms));
  };

/** A view of `app` that may be published, or its mistakes. */
export const checkView = checker<ViewDocument>('view', viewIssues);
/** A role of `app` that may be published, or its mistakes. */
export const checkRole = checker<RoleDocument>('role', roleIssues);
/** A dashboard of `app` that may be published, or its mistakes. */
export const checkDashboard = checker<DashboardDocument>('dashboard', dashboardIssues);
