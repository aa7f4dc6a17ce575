import type { Scope, ValueKind } from '@trellis/logic';
import {
  ASKED_FIELDS,
  configFields,
  type Issue,
  type JsonObject,
  type TotalOp,
  type ViewDocument,
} from '@trellis/metadata';
import type { CompiledForm } from '../form/compile.ts';
import { askedScope, scopeOf } from '../form/scope.ts';
import { type Forms, issuesUnder, sortIssues } from './expr.ts';
import { laterKinds } from './view-kinds.ts';

/** What a view kind's settings may get wrong beyond their schema and the fields they name, at paths inside them. */
const KINDS: Readonly<Record<string, (config: JsonObject, form: CompiledForm) => readonly Issue[]>> = {
  ...laterKinds,
  table: () => [],
};

/** Semantic issues of a view of `app` whose structure is sound. */
export function viewIssues(app: string, view: ViewDocument, forms: Forms): readonly Issue[] {
  const form = forms.get(`${app}:${view.form}`);
  if (!form) return [{ path: ['form'], code: 'unknown_form', params: { name: view.form } }];
  return viewIssuesIn(view, form, scopeOf(form, forms));
}

/** Issues of a view of a form; `scope` is what its filter may name. */
export function viewIssuesIn(view: ViewDocument, form: CompiledForm, scope: Scope): readonly Issue[] {
  const ofKind = Object.hasOwn(KINDS, view.kind) ? KINDS[view.kind] : undefined;
  if (!ofKind) return [{ path: ['kind'], code: 'unknown_view_kind', params: { kind: view.kind } }];
  return [
    ...(view.filter === undefined ? [] : issuesUnder(view.filter, askedScope(scope), ['filter'])),
    ...sortIssues(view.sort, form, ['sort']),
    ...groupIssues(view, form),
    ...colorIssues(view, form),
    ...totalIssues(view, form),
    ...(view.quick ?? []).flatMap((field, index) =>
      Object.hasOwn(ASKED_FIELDS, field) ? [] : readable(field, form, ['quick', index]),
    ),
    ...configFields(view).flatMap(({ field, path }) => unknown(field, form, ['config', ...path])),
    ...ofKind(view.config, form).map((issue) => ({ ...issue, path: ['config', ...issue.path] })),
  ];
}

const unknown = (field: string, form: CompiledForm, path: Issue['path']): readonly Issue[] =>
  form.scopeForm.fields.has(field) ? [] : [{ path, code: 'unknown_field', params: { name: field } }];

/** Issues of a field that the database is asked about. */
function readable(field: string, form: CompiledForm, path: Issue['path']): readonly Issue[] {
  const encrypted = form.scopeForm.fields.get(field)?.encrypted;
  return encrypted
    ? [{ path, code: 'encrypted_field', params: { name: field } }]
    : unknown(field, form, path);
}

const GROUPED: ReadonlySet<ValueKind> = new Set(['option', 'ref', 'boolean', 'text', 'date', 'datetime']);

const isDated = (kind: ValueKind): boolean => kind === 'date' || kind === 'datetime';

function groupIssues({ group = [] }: ViewDocument, form: CompiledForm): readonly Issue[] {
  return group.flatMap(({ field, bucket }, index): readonly Issue[] => {
    const path = ['group', index, 'field'];
    const bad = readable(field, form, path);
    const found = form.scopeForm.fields.get(field);
    if (bad.length > 0 || !found) return bad;
    const { kind } = found.type;
    const twice = group.findIndex((one) => one.field === field) < index;
    if (twice || found.rows || !GROUPED.has(kind))
      return [{ path, code: 'not_groupable', params: { name: field } }];
    return bucket !== undefined && !isDated(kind)
      ? [{ path: ['group', index, 'bucket'], code: 'bucket_without_date' }]
      : [];
  });
}

/** Colours are found out where records are shown, so they look at a record's own fields alone. */
function colorIssues({ colors = [] }: ViewDocument, form: CompiledForm): readonly Issue[] {
  const scope = { form: form.scopeForm, formOf: () => undefined };
  return colors.flatMap(({ when, on, field }, index): readonly Issue[] => {
    const at = ['colors', index];
    const issues = issuesUnder(when, scope, [...at, 'when']);
    if (on === 'field' && field === undefined)
      return [...issues, { path: [...at, 'field'], code: 'required' }];
    return field === undefined ? issues : [...issues, ...unknown(field, form, [...at, 'field'])];
  });
}

/** What can be said of a field of a kind; counts can be said of all. */
const COMPARED: ReadonlySet<ValueKind> = new Set(['number', 'date', 'datetime', 'time']);
const FITS: Readonly<Record<TotalOp, (kind: ValueKind, many: boolean) => boolean>> = {
  sum: (kind) => kind === 'number',
  avg: (kind) => kind === 'number',
  min: (kind, many) => !many && COMPARED.has(kind),
  max: (kind, many) => !many && COMPARED.has(kind),
  distinct: (kind, many) => !many && kind !== 'json' && kind !== 'file',
  filled: () => true,
  empty: () => true,
};

/** The totals that make sense for a field. */
export function totalsOf(kind: ValueKind, many: boolean): readonly TotalOp[] {
  return (Object.keys(FITS) as TotalOp[]).filter((op) => FITS[op](kind, many));
}

function totalIssues({ totals = {} }: ViewDocument, form: CompiledForm): readonly Issue[] {
  return Object.entries(totals).flatMap(([field, op]): readonly Issue[] => {
    const path = ['totals', field];
    const bad = readable(field, form, path);
    const found = form.scopeForm.fields.get(field);
    if (bad.length > 0 || !found) return bad;
    const { kind, many = false } = found.type;
    return found.rows || !FITS[op](kind, many)
      ? [{ path, code: 'not_totalled', params: { name: field } }]
      : [];
  });
}
