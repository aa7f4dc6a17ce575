import { check, type Scope, type ScopeField } from '@trellis/logic';
import type { ApiDefault, FieldDefault, Issue, LinkedDefault } from '@trellis/metadata';
import type { Surroundings } from '../contract.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { ownerOf } from '../form/owned.ts';
import { resolveRef } from '../form/refs.ts';
import { scopeOf } from '../form/scope.ts';
import { linkedScope } from '../linkage/condition.ts';
import type { Forms } from './expr.ts';

/** What the fields of a form may name, in it and in the other forms. `forms` may hold an earlier version of it. */
export function surroundingsOf(form: CompiledForm, forms: Forms): Required<Surroundings> {
  let together: Forms | undefined;
  const all = (): Forms => {
    together ??= new Map([...forms, [form.ref, form]]);
    return together;
  };
  const formOf = (name: string): CompiledForm | undefined => {
    const ref = resolveRef(form.app, name);
    return ref === form.ref ? form : forms.get(ref);
  };
  return {
    fieldsOf(name) {
      const target = formOf(name);
      return target && new Set(target.fields.keys());
    },
    own: (name) => form.fields.get(name),
    ref: form.ref,
    at(name, path) {
      const target = formOf(name);
      return target && fieldAt(scopeOf(target, all()), path);
    },
    columnsOf(name, field) {
      const rows = formOf(name)?.fields.get(field)?.owned;
      return rows && new Set(rows.fields.keys());
    },
    conditionIssues(name, where) {
      const target = formOf(name);
      if (where === undefined || !target) return [];
      const result = check(where, linkedScope(target, form, all()), { root: 'condition' });
      return result.ok ? result.warnings : result.issues;
    },
  };
}

/** The field at the end of a path through to-one references. */
function fieldAt(scope: Scope, path: string): ScopeField | undefined {
  let form: Scope['form'] | undefined = scope.form;
  let field: ScopeField | undefined;
  for (const step of path.split('.')) {
    if (field) {
      if (field.type.kind !== 'ref' || field.type.many || field.rows || field.target === undefined)
        return undefined;
      form = scope.formOf(field.target);
    }
    field = form?.fields.get(step);
    if (!field || field.rows) return undefined;
  }
  return field;
}

/** Mistakes of defaults that come from other records, at paths inside the property. */
export function linkedIssues(
  field: CompiledField,
  form: CompiledForm,
  around: Required<Surroundings>,
): Issue[] {
  const given: FieldDefault | undefined = field.meta.default;
  const at = (path: Issue['path'], code: string, params?: Issue['params']): Issue => ({
    path: ['trellis', 'default', ...path],
    code,
    ...(params ? { params } : {}),
  });
  if (given && NOT_IN_ROWS.has(given.kind) && ownerOf(form.ref)) return [at(['kind'], 'source_not_in_rows')];
  if (given?.kind === 'through') {
    if (!given.path.includes('.')) return [at(['path'], 'not_through', { name: given.path })];
    const found = around.at(form.ref, given.path);
    if (!found) return [at(['path'], 'unknown_field', { name: given.path })];
    return found.encrypted ? [at(['path'], 'encrypted_field', { name: given.path })] : [];
  }
  if (given?.kind === 'system')
    return field.kind === 'text' || field.kind === 'option' ? [] : [at(['what'], 'system_for_text')];
  if (given?.kind === 'api') return apiIssues(given, (name) => around.at(form.ref, name), at);
  if (given?.kind !== 'linked') return [];
  if (!around.fieldsOf(given.form)) return [at(['form'], 'unknown_form', { name: given.form })];
  return [
    ...around.conditionIssues(given.form, given.where).map((issue) => ({
      ...issue,
      path: ['trellis', 'default', 'where', ...issue.path],
    })),
    ...takeIssues(given, field, around, at),
    ...(given.sort ?? []).flatMap(({ field: name }, index) => {
      const found = around.at(given.form, name);
      if (!found) return [at(['sort', index, 'field'], 'unknown_field', { name })];
      if (found.encrypted) return [at(['sort', index, 'field'], 'encrypted_field', { name })];
      return found.type.many ? [at(['sort', index, 'field'], 'not_sortable', { name })] : [];
    }),
  ];
}

/** What only a record by itself has: a page, somebody's last one, a screen. */
const NOT_IN_ROWS: ReadonlySet<FieldDefault['kind']> = new Set(['last', 'param', 'system', 'api']);

/** Headers that are part of how the request is made. */
const OWN_HEADERS = new Set(['host', 'content-length', 'content-type', 'connection', 'transfer-encoding']);

function apiIssues(
  { url, params = [], headers = [] }: ApiDefault,
  fieldAt: (path: string) => ScopeField | undefined,
  at: (path: Issue['path'], code: string, params?: Issue['params']) => Issue,
): Issue[] {
  return [
    ...(isWebAddress(url) ? [] : [at(['url'], 'bad_api_url')]),
    ...headers.flatMap((name, index) =>
      OWN_HEADERS.has(name.toLowerCase()) ? [at(['headers', index], 'bad_api_header')] : [],
    ),
    ...params.flatMap((param, index) => {
      if (!('field' in param)) return [];
      const found = fieldAt(param.field);
      const named = { name: param.field };
      if (!found) return [at(['params', index, 'field'], 'unknown_field', named)];
      // What is stored encrypted is for those who may see it, not for others’ servers.
      return found.encrypted ? [at(['params', index, 'field'], 'encrypted_field', named)] : [];
    }),
  ];
}

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
}

/** Kinds that have a least and a greatest value. */
const ORDERED = new Set(['number', 'date', 'time', 'datetime']);

function takeIssues(
  { form, take, path }: LinkedDefault,
  field: CompiledField,
  around: Required<Surroundings>,
  at: (path: Issue['path'], code: string, params?: Issue['params']) => Issue,
): Issue[] {
  if (take === 'count') return holdsNumber(field) ? [] : [at(['take'], 'number_for_take')];
  if (path === undefined) return [at(['path'], 'path_for_take')];
  const found = around.at(form, path);
  if (!found) return [at(['path'], 'unknown_field', { name: path })];
  if (found.encrypted) return [at(['path'], 'encrypted_field', { name: path })];
  if (take === 'first' || take === 'last') return [];
  const { kind, many } = found.type;
  if (many || !(take === 'min' || take === 'max' ? ORDERED.has(kind) : kind === 'number')) {
    return [at(['path'], 'not_summable', { name: path })];
  }
  return field.kind === kind || field.kind === 'text' ? [] : [at(['take'], 'number_for_take')];
}

const holdsNumber = ({ kind }: CompiledField): boolean => kind === 'number' || kind === 'text';
