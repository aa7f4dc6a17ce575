import { check, compile, type Env, type Row, references, roundDecimal, type Value } from '@trellis/logic';
import type { CompiledField, CompiledForm } from '../form/compile.ts';
import { ownedFields } from '../form/owned.ts';
import { rowData, rowsOf } from '../form/rows.ts';
import { nearbyScope } from '../form/scope.ts';
import { fieldTypes } from '../registry.ts';
import { sameValue } from '../values/same.ts';
import { staysInside } from './inside.ts';
import { ownRollup } from './own-rollup.ts';
import { emptyAsZero } from './zero.ts';

/** A computed field that can be worked out from the record alone, its own sub-form rows included. */
export interface OwnFormula {
  /** Its key; "lines.share" for a column of a sub-form that reads the record around its row. */
  readonly field: string;
  /** Paths that it reads: fields, rows of sub-forms, `$now` and the like. */
  readonly reads: readonly string[];
  value(data: Row, env: Env): Value;
}

const known = new WeakMap<CompiledForm, readonly OwnFormula[]>();

/**
 * The computed fields of a form that its records decide by themselves, in an order in which each finds the values that
 * it reads: formulas, roll-ups of sub-forms, and columns of these that read the record around them. Those that look at
 * other records are not among them, nor those with mistakes or in a circle: publishing refuses these.
 */
export function ownFormulas(form: CompiledForm): readonly OwnFormula[] {
  let formulas = known.get(form);
  if (!formulas) {
    const fields = [...form.fields.values()];
    formulas = inOrder([...fields.flatMap((field) => compiled(form, field) ?? []), ...columnFormulas(form)]);
    known.set(form, formulas);
  }
  return formulas;
}

function compiled(form: CompiledForm, field: CompiledField): OwnFormula | undefined {
  const computed = field.type.computed?.(field.config);
  if (computed?.kind === 'rollup') {
    const rollup = ownRollup(form, computed);
    const places = placesOf(field);
    return (
      rollup && {
        field: field.key,
        reads: rollup.reads,
        value: (data, env) => rounded(rollup.value(data, env), places),
      }
    );
  }
  if (computed?.kind !== 'formula' || computed.expr === undefined) return undefined;
  const scope = nearbyScope(form, form.owner?.());
  const expr = computed.emptyAsZero ? emptyAsZero(computed.expr, scope) : computed.expr;
  const result = check(expr, scope, { expect: { kind: field.kind } });
  if (!result.ok || !references(expr).every((path) => staysInside(form, path))) return undefined;
  const run = compile(result.value);
  const places = placesOf(field);
  return {
    field: field.key,
    reads: references(expr),
    value: (data, env) => rounded(run(data, env), places),
  };
}

const PARENT = '_parent_id.';

/** Formulas of sub-forms where some of them read the record: they move with it, not with their row alone. */
function columnFormulas(form: CompiledForm): OwnFormula[] {
  return ownedFields(form).flatMap(({ key, rows }) => {
    const formulas = ownFormulas(rows);
    if (!formulas.some(({ reads }) => reads.some((path) => path.startsWith(PARENT)))) return [];
    return formulas.map(({ field, reads, value }): OwnFormula => {
      const column = (data: Row, env: Env): Value => {
        const list = rowsOf(data[key]);
        const next = list.map((row) => {
          const now = value(rowData(row, data), env);
          return sameValue(now, row[field] ?? null) ? row : { ...row, [field]: now };
        });
        return next.every((row, index) => row === list[index]) ? (data[key] ?? null) : next;
      };
      const seen = (path: string) =>
        path.startsWith(PARENT) ? path.slice(PARENT.length) : path.startsWith('$') ? path : `${key}.${path}`;
      return { field: `${key}.${field}`, reads: reads.map(seen), value: column };
    });
  });
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
    // A column is worked out for all rows at once.
    const [key = field] = field.split('.');
    data[key] = now;
    result[key] = now;
  }
  return result as V;
}

/** Sub-forms whose rows follow from the record around them. */
export const followingRows = (form: CompiledForm): ReadonlySet<string> =>
  new Set(ownFormulas(form).flatMap(({ field }) => (field.includes('.') ? (field.split('.')[0] ?? []) : [])));
