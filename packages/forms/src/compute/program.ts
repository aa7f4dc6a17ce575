import {
  type Checked,
  check,
  type Expr,
  type Scope,
  type ScopeField,
  type ScopeForm,
  type ValueKind,
} from '@trellis/logic';
import { fail, type Issue, ok, type Result } from '@trellis/metadata';
import type { Computed, RollupOp } from '../contract.ts';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { scopeOf } from '../form/scope.ts';
import { emptyAsZero } from './zero.ts';

type Forms = ReadonlyMap<string, CompiledForm>;

/** What computes a field, checked against all forms of the workspace. */
export type Program = {
  /** What has a meaning but is hardly meant, at paths inside the settings. */
  readonly warnings?: readonly Issue[];
} & (
  | { readonly kind: 'value'; readonly value: Checked }
  | {
      readonly kind: 'rollup';
      readonly op: RollupOp;
      /** Name of the to-many path in the scope of the form. */
      readonly rows: string;
      /** "app:form" of the rows; the two expressions are over one of them. */
      readonly form: string;
      readonly value?: Checked;
      readonly filter?: Checked;
    }
);

const ANY: readonly ValueKind[] = ['text', 'number', 'boolean', 'date', 'time', 'datetime', 'option', 'ref'];
const ORDERED: readonly ValueKind[] = ['number', 'date', 'time', 'datetime'];
const TAKES: Readonly<Record<RollupOp, readonly ValueKind[]>> = {
  count: [],
  filled: [...ANY, 'file', 'json'],
  empty: [...ANY, 'file', 'json'],
  distinct: ANY,
  sum: ['number'],
  avg: ['number'],
  min: ORDERED,
  max: ORDERED,
  first: [...ANY, 'file', 'json'],
  last: [...ANY, 'file', 'json'],
};

/** Whether an operation has a meaning for values of a kind. */
export const takesKind = (op: RollupOp, kind: ValueKind, many: boolean): boolean =>
  TAKES[op].includes(kind) && (!many || op === 'filled' || op === 'empty');

/** The checked program of a computed field, or what is wrong in its settings, at paths inside them. */
export function programOf(form: CompiledForm, field: CompiledField, forms: Forms): Result<Program> {
  const computed = field.type.computed?.(field.config);
  if (!computed) return fail({ path: [], code: 'not_computed' });
  const scope = scopeOf(form, forms);
  if (computed.kind === 'rollup') return rollup(scope, computed);
  if (computed.kind === 'lookup') return lookup(scope, computed);
  if (computed.expr === undefined || computed.expr === null)
    return fail({ path: ['expr'], code: 'formula_missing' });
  const expr = computed.emptyAsZero ? emptyAsZero(computed.expr, scope) : computed.expr;
  return value(expr, scope, { kind: field.kind }, ['expr'], scope.form.fields.get(field.key)?.options);
}

function value(
  expr: Expr,
  scope: Scope,
  expect: { readonly kind: ValueKind } | undefined,
  path: Issue['path'],
  options?: ScopeField['options'],
): Result<Program> {
  const result = check(expr, scope, { options, ...(expect ? { expect } : {}) });
  const issues = at(path, result.ok ? result.warnings : result.issues);
  if (!result.ok) return { ok: false, issues };
  return ok({ kind: 'value', value: result.value, ...(issues.length > 0 ? { warnings: issues } : {}) });
}

const at = (path: Issue['path'], issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

function lookup(scope: Scope, { via, path }: Extract<Computed, { kind: 'lookup' }>): Result<Program> {
  const reference = scope.form.fields.get(via);
  const toOne = reference?.type.kind === 'ref' && !reference.type.many && !reference.rows;
  if (!reference) return fail({ path: ['via'], code: 'lookup_via_missing' });
  if (!toOne || reference.target === undefined || !scope.formOf(reference.target))
    return fail({ path: ['via'], code: 'not_a_reference', params: { name: via } });
  const found = value({ var: `${via}.${path}` }, scope, undefined, ['path']);
  const missing = !found.ok && found.issues.some(({ code }) => code === 'unknown_field');
  return missing ? fail({ path: ['path'], code: 'lookup_path_missing' }) : found;
}

/** The rows of a to-many path: the form that they belong to. */
function rowsForm(scope: Scope, rows: string): ScopeForm | undefined {
  const field = scope.form.fields.get(rows);
  return field?.rows && scope.formOf(field.rows.form);
}

function rollup(scope: Scope, computed: Extract<Computed, { kind: 'rollup' }>): Result<Program> {
  const { rows, op, path, filter } = computed;
  const form = rowsForm(scope, rows);
  if (!form) return fail({ path: ['rows'], code: 'unknown_rows' });
  const inner: Scope = { form, formOf: (ref) => scope.formOf(ref) };
  const issues: Issue[] = [];
  const warnings: Issue[] = [];
  const take = (expr: Expr, place: string, condition: boolean): Checked | undefined => {
    const result = check(expr, inner, condition ? { root: 'condition' } : {});
    if (result.ok) {
      warnings.push(...at([place], result.warnings));
      return result.value;
    }
    for (const issue of result.issues)
      issues.push({ ...issue, path: condition ? [place, ...issue.path] : [place] });
    return undefined;
  };
  if ((path === undefined) !== (op === 'count'))
    issues.push({ path: ['path'], code: path === undefined ? 'missing' : 'path_of_count' });
  const of = path === undefined ? undefined : take({ var: path }, 'path', false);
  if (of && !takesKind(op, of.type.kind, of.type.many ?? false))
    issues.push({ path: ['path'], code: 'wrong_aggregate', params: { op, name: path ?? '' } });
  const only = filter === undefined ? undefined : take(filter, 'filter', true);
  if (issues.length > 0) return { ok: false, issues };
  return ok({
    kind: 'rollup',
    op,
    rows,
    form: form.ref,
    ...(of ? { value: of } : {}),
    ...(only ? { filter: only } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  });
}
