import { check, compile, type Env, type Row, references, roundDecimal, type Value } from '@trellis/logic';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { nearbyScope } from '../form/scope.ts';
import { fieldTypes } from '../registry.ts';
import { emptyAsZero } from './zero.ts';

/** A formula that can be worked out from the record alone, its own sub-form rows included. */
export interface OwnFormula {
  readonly field: string;
  /** Paths that it reads: fields, rows of sub-forms, `$now` and the like. */
  readonly reads: readonly string[];
  value(data: Row, env: Env): Value;
}

const known = new WeakMap<CompiledForm, readonly OwnFormula[]>();

/**
 * The formulas of a form in an order in which each finds the values that it reads. Those that look at other records are
 * not among them, nor those with mistakes or in a circle: publishing refuses these.
 * @param owner the form whose record the rows belong to, for formulas in a sub-form that name it
 */
export function ownFormulas(form: CompiledForm, owner?: CompiledForm): readonly OwnFormula[] {
  let formulas = known.get(form);
  if (!formulas) {
    formulas = inOrder([...form.fields.values()].flatMap((field) => compiled(form, field, owner) ?? []));
    known.set(form, formulas);
  }
  return formulas;
}

function compiled(
  form: CompiledForm,
  field: CompiledField,
  owner: CompiledForm | undefined,
): OwnFormula | undefined {
  const computed = field.type.computed?.(field.config);
  if (computed?.kind !== 'formula' || computed.expr === undefined) return undefined;
  const scope = nearbyScope(form, owner);
  const expr = computed.emptyAsZero ? emptyAsZero(computed.expr, scope) : computed.expr;
  const result = check(expr, scope, { expect: { kind: field.kind } });
  if (!result.ok) return undefined;
  const run = compile(result.value);
  const places = placesOf(field);
  return {
    field: field.key,
    reads: references(expr),
    value: (data, env) => rounded(run(data, env), places),
  };
}

/** Digits after the point that a computed number is rounded to; undefined = it stays as it is. */
export function placesOf({ type, config, kind }: CompiledField): number | undefined {
  const result = kind === 'number' ? type.result?.(config) : undefined;
  const like = result && fieldTypes.find(result.type);
  return like?.valueSchema({ ...like.config.defaults(), ...result?.config }).decimalPlaces;
}

const rounded = (value: Value, places: number | undefined): Value =>
  places === undefined || typeof value !== 'string' ? value : roundDecimal(value, places);

/** Formulas after those they read. */
function inOrder(formulas: readonly OwnFormula[]): readonly OwnFormula[] {
  const waiting = new Map(formulas.map((one) => [one.field, one]));
  const ordered: OwnFormula[] = [];
  for (let moved = true; moved; ) {
    moved = false;
    for (const [field, one] of waiting) {
      if (one.reads.some((path) => waiting.has(path))) continue;
      waiting.delete(field);
      ordered.push(one);
      moved = true;
    }
  }
  return ordered;
}

/**
 * The record with its own formulas worked out; the very same object where the form has none. Fields of other records
 * that a formula reads through stored ones (a lookup, a roll-up) are taken as they stand.
 * @param system system fields of the record
 * @param only formulas to work out; absent = all
 */
export function withFormulas<V extends Readonly<Record<string, Value>>>(
  form: CompiledForm,
  values: V,
  system: Row,
  env: Env,
  only?: ReadonlySet<string>,
): V {
  const formulas = ownFormulas(form);
  if (formulas.length === 0) return values;
  const data: Record<string, Value> = { ...system, ...values };
  const result: Record<string, Value> = { ...values };
  for (const { field, value } of formulas) {
    if (only && !only.has(field)) continue;
    const now = value(data, env);
    data[field] = now;
    result[field] = now;
  }
  return result as V;
}
