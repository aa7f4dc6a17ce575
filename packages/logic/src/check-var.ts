import { type CheckContext, fail } from './check-context.ts';
import { environmentOf } from './environment.ts';
import { operators } from './operators/registry.ts';
import type { CallNode, Path, VarNode } from './tree.ts';
import type { Json, ScopeField, ScopeForm } from './types.ts';

/** To-one references that a path may follow before its last step. */
export const MAX_STEPS = 4;

/** The record before the change; alone, whether there was one. */
const BEFORE = '$before';

/**
 * `{"var": "customer.grade"}`: a literal path, resolved step by step through the forms of the scope. A path into rows
 * (`lines.price`) is the list of their values: short for `{"map": [{"var": "lines"}, {"var": "row.price"}]}`.
 */
export function checkVar(context: CheckContext, body: Json, at: Path): VarNode | CallNode | undefined {
  const name = Array.isArray(body) && body.length === 1 ? (body[0] as Json) : body;
  if (typeof name !== 'string' || name === '') return fail(context, at, 'bad_var');
  const environment = environmentOf(name);
  if (environment) {
    return {
      node: 'var',
      at,
      type: environment.type,
      name,
      base: 'env',
      steps: name.split('.'),
      rows: false,
    };
  }
  const steps = name.split('.');
  if (steps[0] === BEFORE) {
    if (!context.rules.before) return fail(context, at, 'no_before');
    if (steps.length > 1)
      return walk(context, context.scope.form, steps.slice(1), { at, name, base: 'before' });
    return { node: 'var', at, type: { kind: 'boolean' }, name, base: 'before', steps: [], rows: false };
  }
  if (steps[0] !== 'row' || (!context.row && context.scope.form.fields.has('row'))) {
    return walk(context, context.scope.form, steps, { at, name, base: context.past ? 'before' : 'record' });
  }
  if (!context.row) return fail(context, at, 'row_outside');
  if ('form' in context.row)
    return walk(context, context.row.form, steps.slice(1), { at, name, base: 'row' });
  if (steps.length > 1) return fail(context, at, 'unknown_field', { name: shorten(name) });
  const { element, options } = context.row;
  const row = { node: 'var', at, type: element, name, base: 'row', steps: [], rows: false } as const;
  return options ? { ...row, options } : row;
}

/** The field at the end of a path, where there is one; reports nothing. */
export function fieldAt(context: CheckContext, body: Json): ScopeField | undefined {
  const name = Array.isArray(body) && body.length === 1 ? (body[0] as Json) : body;
  if (typeof name !== 'string') return undefined;
  const steps = name.split('.');
  const ofRow = steps[0] === 'row' && context.row !== null && 'form' in context.row;
  let form: ScopeForm | undefined =
    ofRow && context.row && 'form' in context.row ? context.row.form : context.scope.form;
  let field: ScopeField | undefined;
  for (const step of ofRow ? steps.slice(1) : steps) {
    if (field) form = field.target === undefined ? undefined : context.scope.formOf(field.target);
    field = form?.fields.get(step);
    if (!field) return undefined;
  }
  return field;
}

function walk(
  context: CheckContext,
  start: ScopeForm,
  steps: readonly string[],
  where: Pick<VarNode, 'at' | 'name' | 'base'>,
): VarNode | CallNode | undefined {
  if (steps.length > MAX_STEPS + 1) return fail(context, where.at, 'path_too_long', { max: MAX_STEPS });
  let form: ScopeForm | undefined = start;
  let field: ScopeField | undefined;
  for (const [index, step] of steps.entries()) {
    if (field?.rows) return eachOf(context, field.rows.form, field, steps, index, where);
    if (field) {
      if (!isToOne(field)) return fail(context, where.at, 'not_to_one', { name: shorten(where.name) });
      form = context.scope.formOf(field.target);
    }
    field = form?.fields.get(step);
    if (!field) return fail(context, where.at, 'unknown_field', { name: shorten(where.name) });
  }
  if (!field) return fail(context, where.at, 'bad_var');
  if (field.encrypted && !context.scope.readsEncrypted)
    return fail(context, where.at, 'encrypted_field', { name: shorten(where.name) });
  const { type, options } = field;
  const found = { ...where, node: 'var', type, steps, rows: field.rows !== undefined } as const;
  return options ? { ...found, options } : found;
}

/** The values at the end of a path that passes rows; `steps[index]` is the first step inside a row. */
function eachOf(
  context: CheckContext,
  form: string,
  { type }: ScopeField,
  steps: readonly string[],
  index: number,
  where: Pick<VarNode, 'at' | 'name' | 'base'>,
): CallNode | undefined {
  const inside = context.scope.formOf(form);
  const path = steps.slice(index);
  const rowPath = { at: where.at, name: `row.${path.join('.')}`, base: 'row' } as const;
  const value = inside && walk(context, inside, path, rowPath);
  const op = operators.get('map');
  if (!value || !op) {
    return inside ? undefined : fail(context, where.at, 'unknown_field', { name: shorten(where.name) });
  }
  if (value.rows || value.type.many) {
    return fail(context, where.at, 'nested_many', { name: shorten(where.name) });
  }
  const source: VarNode = {
    ...where,
    node: 'var',
    type,
    name: where.name.slice(0, where.name.length - path.join('.').length - 1),
    steps: steps.slice(0, index),
    rows: true,
  };
  const { kind } = value.type;
  return {
    node: 'call',
    at: where.at,
    type: { kind, many: true },
    op,
    args: [source, value],
    of: kind,
    types: [source.type, value.type],
    body: true,
    rows: false,
    ...(value.options ? { options: value.options } : {}),
  };
}

const isToOne = (field: ScopeField): field is ScopeField & { readonly target: string } =>
  field.type.kind === 'ref' && !field.type.many && !field.rows && field.target !== undefined;

const shorten = (name: string): string => name.slice(0, 200);
